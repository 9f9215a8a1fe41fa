import assert from 'node:assert/strict';
import type { Schema } from '../schema.ts';
import { CONTRACT_VERSION } from '../version.ts';
import type { Check } from './check.ts';

interface AnyPlugin {
  readonly kind: string;
  readonly contract: number;
  readonly name: string;
  readonly options?: Schema | undefined;
}

/** What holds for a plugin of any kind. `options` are those of its samples, as the YAML writes them. */
export function pluginChecks(plugin: AnyPlugin, kind: string, options: object = {}): Check[] {
  const checks: Check[] = [
    {
      title: `is a ${kind} of contract ${CONTRACT_VERSION} with a name for the YAML`,
      async run() {
        assert.equal(plugin.kind, kind);
        assert.equal(plugin.contract, CONTRACT_VERSION, 'it was written for another version of the contract');
        assert.match(plugin.name, /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/);
      },
    },
    {
      title: 'takes the options of its samples',
      run: async () => void (await readOptions(plugin, options)),
    },
  ];
  if (!plugin.options) return checks;
  const { validate } = plugin.options['~standard'];
  const mistyped = { ...options, noSuchOption: true };
  return [
    ...checks,
    {
      title: 'finds fault with options of a wrong kind, and never throws over them',
      async run() {
        for (const wrong of [null, 'text', [], ...spoilEach(options)]) {
          await assert.doesNotReject(async () => validate(wrong), `its schema throws over ${JSON.stringify(wrong)}`);
        }
      },
    },
    {
      title: 'refuses an option that it does not know, so that a typing error in the YAML is found',
      async run() {
        const { issues = [] } = await validate(mistyped);
        assert.ok(issues.length > 0, 'a misspelt option would be ignored in silence');
      },
    },
  ];
}

/** The options with one of them replaced by what does not belong there. */
function spoilEach(options: object): object[] {
  const odd = [null, true, -1, Number.NaN, '', 'no such thing', [null], { a: { b: {} } }];
  return Object.keys(options).flatMap((name) => odd.map((value) => ({ ...options, [name]: value })));
}

/** Options as the YAML writes them → as `setup` gets them. */
export async function readOptions(plugin: AnyPlugin, options: unknown = {}): Promise<unknown> {
  if (!plugin.options) return options;
  const result = await plugin.options['~standard'].validate(options);
  if (!result.issues) return result.value;
  const faults = result.issues.map(({ path = [], message }) => {
    const keys = path.map((step) => String(typeof step === 'object' ? step.key : step));
    return `${keys.join('.')}: ${message}`;
  });
  return assert.fail(`its schema refuses the options of the samples: ${faults.join('; ')}`);
}
