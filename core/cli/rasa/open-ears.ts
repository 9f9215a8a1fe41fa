import type { Ears } from '../../dialogue/engine/hear.ts';
import type { Project } from '../../dialogue/project/read-project.ts';
import { loadModel, type Model, understand } from '../../nlu/index.ts';

/** The project's trained model; null where none was trained. */
export function findModel({ name }: Project, models: string): Promise<Model | null> {
  return loadModel(models, name).catch(() => null);
}

/** Understands as the project's model does; without one only payloads. */
export function openEars({ engine, config }: Project, model: Model | null): Ears {
  return {
    domain: engine.domain,
    thresholds: config.fallback,
    understand: (text) =>
      model === null
        ? { intent: null, confidence: 0, entities: [] }
        : understand(model, text, { language: config.language }),
  };
}
