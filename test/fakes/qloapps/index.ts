export { QloError } from './qlo-error.ts';
export { key, leastRights } from './seed.ts';
export { type FakeQloApps, type QloAppsOptions, startFakeQloApps } from './start.ts';
export type { Row, Version, World } from './world.ts';
