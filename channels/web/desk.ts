import type { ChannelContext } from '@botones/contract';
import type { Options } from './options.ts';

/** What the parts of this channel share, made once at set-up. */
export interface Desk {
  readonly options: Options;
  readonly accounts: readonly string[];
  /** Languages of the property that the widget can speak, the default first. */
  readonly languages: readonly string[];
  readonly key: Uint8Array;
  readonly basePath: string;
  readonly transcript: ChannelContext<Options>['transcript'];
  readonly media: ChannelContext<Options>['media'];
  readonly allow: ChannelContext<Options>['allow'];
  readonly now: () => Temporal.Instant;
  /** The clock in whole seconds since 1970, as tokens carry it. */
  seconds(): number;
  /** Aborted when the bot stops: open streams end. */
  readonly closing: AbortSignal;
}

export function openDesk(context: ChannelContext<Options>, languages: readonly string[]): Desk {
  const closing = new AbortController();
  context.onClose(() => closing.abort());
  return {
    options: context.options,
    accounts: context.accounts,
    languages,
    key: context.secret('web-session'),
    basePath: context.basePath,
    transcript: context.transcript,
    media: context.media,
    allow: context.allow,
    now: context.now,
    seconds: () => Math.floor(context.now().epochMilliseconds / 1000),
    closing: closing.signal,
  };
}
