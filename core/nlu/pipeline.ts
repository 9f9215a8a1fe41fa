import { BotonesError, CONTRACT_VERSION, type Component, type ComponentPlugin } from '@botones/contract';

/** A component as it is wanted: by name, with its options still unchecked. */
export interface ComponentEntry {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** A component ready for work. */
export interface Step {
  readonly name: string;
  readonly component: Component;
}

const builtIn: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  clean: () => import('./components/clean.ts'),
  language: () => import('./components/language.ts'),
  tokens: () => import('./components/tokens.ts'),
  'exact-match': () => import('./components/exact-match.ts'),
  features: () => import('./components/features.ts'),
  'nlpjs-network': () => import('./components/nlpjs-network.ts'),
  'logistic-regression': () => import('./components/logistic-regression.ts'),
  'hidden-layer': () => import('./components/hidden-layer.ts'),
  'calibrated-mean': () => import('./components/calibrated-mean.ts'),
  'escalation-gate': () => import('./components/escalation-gate.ts'),
  'regex-entities': () => import('./components/regex-entities.ts'),
  'lookup-entities': () => import('./components/lookup-entities.ts'),
  synonyms: () => import('./components/synonyms.ts'),
};

/** What an empty `pipeline:` stands for. */
export const recommendedPipeline: readonly ComponentEntry[] = Object.keys(builtIn).map((name) => ({
  name,
  options: {},
}));

/**
 * Sets the components up in order: ours by name, others from `plugins/components/<name>` or an npm package.
 * @throws BotonesError ERR_PLUGIN_NOT_FOUND, ERR_PLUGIN_INVALID, ERR_PLUGIN_CONTRACT, ERR_PLUGIN_SETUP
 */
export async function buildPipeline(entries: readonly ComponentEntry[], languages: readonly string[]): Promise<Step[]> {
  const steps: Step[] = [];
  for (const entry of entries.length ? entries : recommendedPipeline) {
    const plugin = await loadPlugin(entry.name);
    const options = await checkOptions(plugin, entry);
    try {
      steps.push({ name: entry.name, component: await plugin.setup({ options: options as never, languages }) });
    } catch (cause) {
      if (cause instanceof BotonesError) throw cause;
      throw new BotonesError('ERR_PLUGIN_SETUP', `The component "${entry.name}" did not start`, { cause });
    }
  }
  return steps;
}

async function loadPlugin(name: string): Promise<ComponentPlugin> {
  const load = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  let module: { default?: unknown };
  try {
    module = await (load ? load() : import(name.startsWith('@') ? name : `../../plugins/components/${name}/index.ts`));
  } catch (cause) {
    throw new BotonesError('ERR_PLUGIN_NOT_FOUND', `No component is called "${name}"`, { cause });
  }
  const plugin = module.default as ComponentPlugin | undefined;
  if (plugin?.kind !== 'component') {
    throw new BotonesError('ERR_PLUGIN_INVALID', `"${name}" does not default-export the value of defineComponent`);
  }
  if (plugin.contract !== CONTRACT_VERSION) {
    throw new BotonesError(
      'ERR_PLUGIN_CONTRACT',
      `The component "${name}" was written for contract ${plugin.contract}; this is ${CONTRACT_VERSION}`,
    );
  }
  return plugin;
}

async function checkOptions(plugin: ComponentPlugin, entry: ComponentEntry): Promise<unknown> {
  if (!plugin.options) return {};
  const result = await plugin.options['~standard'].validate(entry.options);
  if (!result.issues) return result.value;
  const faults = result.issues.map(({ message, path }) => `${(path ?? []).map(String).join('.')}: ${message}`);
  throw new BotonesError('ERR_PLUGIN_INVALID', `Options of the component "${entry.name}": ${faults.join('; ')}`);
}
