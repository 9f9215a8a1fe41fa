import { BotonesError, type Component, type ComponentPlugin } from '@botones/contract';
import { checkOptions, type Fault, formatFault, type PluginEntry } from '../config/index.ts';
import { loadPlugin } from '../plugins.ts';

/** A component as it is wanted: by name, with its options still unchecked. */
export type ComponentEntry = Pick<PluginEntry, 'name' | 'options'> & Partial<Pick<PluginEntry, 'place' | 'at'>>;

/** A component ready for work. */
export interface Step {
  readonly name: string;
  /** As configured. */
  readonly options: PluginEntry['options'];
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
 * Sets the components up in order: ours by name, others from `plugins/components/<name>` or an npm package of the
 * project in the working directory.
 * @throws BotonesError ERR_CONFIG, ERR_PLUGIN_NOT_FOUND, ERR_PLUGIN_INVALID, ERR_PLUGIN_CONTRACT, ERR_PLUGIN_SETUP
 */
export async function buildPipeline(entries: readonly ComponentEntry[], languages: readonly string[]): Promise<Step[]> {
  const steps: Step[] = [];
  for (const entry of entries.length ? entries : recommendedPipeline) {
    const { name, options, place = unknownPlace, at = () => place } = entry;
    const loaded = await loadComponent({ name, options, place, at, accounts: [] });
    if ('faults' in loaded) throw new BotonesError('ERR_CONFIG', loaded.faults.map(formatFault).join('\n'));
    steps.push({ name, options, component: await setUp(loaded.plugin, loaded.options, languages) });
  }
  return steps;
}

/** Of a pipeline that no YAML names: a saved model's, or the recommended one. */
const unknownPlace = { file: 'pipeline', line: 1, path: '' };

type Loaded = { plugin: ComponentPlugin; options: unknown } | { faults: Fault[] };

async function loadComponent(entry: PluginEntry): Promise<Loaded> {
  const load = Object.hasOwn(builtIn, entry.name) ? builtIn[entry.name] : undefined;
  if (!load) return loadPlugin<ComponentPlugin>('component', entry, process.cwd());
  const plugin = (await load()).default as ComponentPlugin;
  const checked = plugin.options ? await checkOptions(plugin.options, entry) : { options: {} };
  return 'faults' in checked ? checked : { plugin, options: checked.options };
}

async function setUp(plugin: ComponentPlugin, options: unknown, languages: readonly string[]): Promise<Component> {
  try {
    return await plugin.setup({ options: options as never, languages });
  } catch (cause) {
    if (cause instanceof BotonesError) throw cause;
    throw new BotonesError('ERR_PLUGIN_SETUP', `The component "${plugin.name}" did not start`, { cause });
  }
}
