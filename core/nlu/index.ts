export { loadModel } from './model/load-model.ts';
export type { Manifest, Model } from './model/model.ts';
export { readCurrent, setCurrent } from './model/model-folder.ts';
export { saveModel } from './model/save-model.ts';
export { type LiveModel, watchCurrent } from './model/watch-current.ts';
export { ensureModel, type TrainingLog } from './training/ensure-model.ts';
export { type Trained, type TrainOptions, train } from './training/train.ts';
export { type UnderstandOptions, understand } from './understand.ts';
