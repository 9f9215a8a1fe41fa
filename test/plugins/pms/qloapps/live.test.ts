import { pmsContract } from '@botones/contract/testing';
import qloapps from '../../../../plugins/pms/qloapps/index.ts';
import { openPmsWorld } from '../../../support/pms-world.ts';

const { QLOAPPS_URL: url = '', QLOAPPS_KEY: key = '', QLOAPPS_HOTEL = '1', QLOAPPS_DIRECT = '' } = process.env;

describe('a real QloApps', function () {
  this.timeout(120_000);
  if (url === '' || key === '') {
    it('is not there: QLOAPPS_URL and QLOAPPS_KEY name one that is for trials, and QLOAPPS_HOTEL its hotel', function () {
      this.skip();
    });
    return;
  }
  const options = { url, key, hotel: Number(QLOAPPS_HOTEL), direct: QLOAPPS_DIRECT === '1' };
  const clock = { now: () => Temporal.Now.instant() };
  pmsContract(qloapps, { options, open: () => openPmsWorld(qloapps, { clock, currency: 'USD' }) });
});
