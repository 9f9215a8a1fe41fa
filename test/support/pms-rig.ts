import type { Pms, PmsContext, PmsPlugin, Schema } from '@botones/contract';
import { aPmsContext, aProperty, manualClock } from '@botones/contract/testing';
import type { Database } from '../../core/store/database.ts';
import { openPluginDatabase } from '../../core/store/plugin-database.ts';
import { aDatabase } from './postgres.ts';

/** An adapter as core sets it up, in a real database, with a clock that stands still. */
export interface PmsRig {
  readonly pms: Pms;
  readonly clock: ReturnType<typeof manualClock>;
  readonly context: PmsContext<unknown>;
  /** A further process on the same database. */
  another(): Promise<Pms>;
  sql<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openPmsRig<S extends Schema | undefined>(
  plugin: PmsPlugin<S>,
  options: unknown = {},
  overrides: Partial<PmsContext<never>> & { database?: never } = {},
): Promise<PmsRig> {
  const database: Database = await aDatabase();
  const clock = manualClock();
  const property = overrides.property ?? aProperty();
  const checked = (await plugin.options?.['~standard'].validate(options)) ?? { value: options };
  if (checked.issues) throw new RangeError(`Options: ${checked.issues.map(({ message }) => message).join('; ')}`);
  const opened: { close(): Promise<void> }[] = [];
  const open = () => {
    const own = openPluginDatabase(database, { kind: 'pms', property: property.id, name: plugin.name });
    const context = aPmsContext(checked.value, { now: clock.now, property, ...overrides, database: own });
    opened.push({ close: () => context.close().then(own.close) });
    return context;
  };
  const context = open();
  const setUp = async (own: ReturnType<typeof open>) => plugin.setup(own as never);
  return {
    pms: await setUp(context),
    clock,
    context,
    another: () => setUp(open()),
    sql: (text, values) => context.database.query(text, values),
    async close() {
      for (const each of opened) await each.close();
      await database.close();
    },
  };
}

/** Nobody waits for these calls. */
export const patient = new AbortController().signal;
