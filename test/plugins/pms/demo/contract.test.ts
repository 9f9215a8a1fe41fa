import { pmsContract } from '@botones/contract/testing';
import demo from '../../../../plugins/pms/demo/index.ts';
import { openPmsWorld } from '../../../support/pms-world.ts';

pmsContract(demo, { open: () => openPmsWorld(demo) });
