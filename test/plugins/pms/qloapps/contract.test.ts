import { pmsContract } from '@botones/contract/testing';
import qloapps from '../../../../plugins/pms/qloapps/index.ts';
import { openQloWorld } from './qlo-world.ts';

const options = { url: 'http://127.0.0.1:9', key: 'K'.repeat(32) };

describe('QloApps 1.7.0, as the fake has it', () => {
  pmsContract(qloapps, { options, open: () => openQloWorld() });
});

describe('QloApps of a build that forgets more', () => {
  pmsContract(qloapps, { options, open: () => openQloWorld({ forgetful: true }) });
});

describe('QloApps 1.6.1, as the fake has it', () => {
  pmsContract(qloapps, { options, open: () => openQloWorld({ version: '1.6.1' }) });
});
