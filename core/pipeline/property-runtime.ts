import type { Capabilities, Channel, Handle, Understanding } from '@botones/contract';
import type { PropertyConfig } from '../config/config.ts';
import type { Engine } from '../dialogue/engine/engine.ts';
import type { TurnObservation } from '../telemetry/observe.ts';
import type { Ears } from './listen.ts';

/** What a turn needs of its property; made once at start. */
export interface PropertyRuntime {
  readonly config: PropertyConfig;
  /** The property's dialogue, compiled. */
  readonly engine: Engine;
  readonly handlers: ReadonlyMap<string, Handle>;
  readonly channels: ReadonlyMap<string, { channel: Channel; capabilities: Capabilities }>;
  /** Rejects when the pipeline is out of order; staff then get the conversation. */
  understand(text: string, sticky: string | null): Promise<Understanding>;
  /** Null: files are left alone, in tests of a turn. */
  readonly ears: Ears | null;
  now(): Temporal.Instant;
  observe(turn: TurnObservation): void;
}
