import { type Operation, type PmsContext, pmsOperations } from '@botones/contract';
import { type Catalog, type Language, readCatalog, readLanguages } from './catalog.ts';
import type { Client } from './client.ts';
import type { Options } from './options.ts';
import { codeOf, refusal } from './refuse.ts';

/** What every operation works with. */
export interface Desk {
  readonly options: Options;
  readonly client: Client;
  readonly context: PmsContext<Options>;
  today(): Temporal.PlainDate;
  /** Anew. */
  catalog(signal: AbortSignal): Promise<Catalog>;
  /** At most half a minute old: prices are asked for, and what is booked is read back, in any case. */
  recentCatalog(signal: AbortSignal): Promise<Catalog>;
  /** Something came out otherwise than it says. */
  forgetCatalog(): void;
}

const recent = { seconds: 30 };

export function openDesk(context: PmsContext<Options>, client: Client): Desk {
  const { options, property } = context;
  let languages: readonly Language[] | null = null;
  let last: { catalog: Catalog; at: Temporal.Instant } | null = null;

  const catalog: Desk['catalog'] = async (signal) => {
    languages ??= await readLanguages(client, property.languages, signal);
    const at = context.now();
    const fresh = await readCatalog(client, options.hotel, languages, signal);
    last = { catalog: fresh, at };
    return fresh;
  };
  return {
    options,
    client,
    context,
    today: () => context.now().toZonedDateTimeISO(property.timeZone).toPlainDate(),
    catalog,
    forgetCatalog() {
      last = null;
    },
    async recentCatalog(signal) {
      const isRecent = last !== null && Temporal.Instant.compare(last.at.add(recent), context.now()) > 0;
      return isRecent && last !== null ? last.catalog : catalog(signal);
    },
  };
}

/** Every failure in the words of the port; a caller who leaves hears what it left with. */
export async function serve<T>(
  method: keyof typeof pmsOperations,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    // A database of the bot that does not answer is no failure of QloApps: it is told as what it is.
    if (/^ERR_(PMS_|DATABASE_DOWN$)/.test(String(codeOf(error)))) throw error;
    const { does }: Operation = pmsOperations[method];
    if (does === 'read') throw refusal('ERR_PMS_BAD_RESPONSE', 'What QloApps answered could not be read.', error);
    throw refusal('ERR_PMS_UNKNOWN_OUTCOME', 'A write at QloApps was not seen to its end.', error);
  }
}
