import { loadModel } from './load-model.ts';
import type { Model } from './model.ts';
import { modelName, readCurrent } from './model-folder.ts';

/** The model to use for the next message; it is replaced as a whole, so a message sees one model only. */
export interface LiveModel {
  readonly model: Model;
  /** Looks at `current` at once, and says whether another model was taken. */
  refresh(): Promise<boolean>;
  close(): void;
}

export interface WatchOptions {
  /** Default 5000. */
  readonly everyMilliseconds?: number;
  readonly onSwap?: (model: Model) => void;
  /** The model could not be read; the one before stays. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Follows `current`. It is read now and then rather than watched, because file events do not cross container
 * volumes and network drives.
 */
export function watchCurrent(folder: string, first: Model, options: WatchOptions = {}): LiveModel {
  const { property } = first.manifest;
  let model = first;
  let name = modelName(first.manifest);
  const refresh = async () => {
    const wanted = await readCurrent(folder, property);
    if (wanted === null || wanted === name) return false;
    try {
      model = await loadModel(folder, property, wanted);
      name = wanted;
    } catch (error) {
      options.onError?.(error);
      return false;
    }
    options.onSwap?.(model);
    return true;
  };
  const timer = setInterval(refresh, options.everyMilliseconds ?? 5_000).unref();
  return {
    get model() {
      return model;
    },
    refresh,
    close: () => clearInterval(timer),
  };
}
