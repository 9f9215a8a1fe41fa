import type { Money } from '../../money.ts';
import type { PmsContext } from '../../ports/pms.ts';
import type { Guest, RoomGuests } from '../../ports/pms-values.ts';
import type { Behaviour } from '../fakes/fake-platform.ts';

export interface PmsSamples {
  /** As the YAML writes them; default none. */
  options?: object;
  /** What an adapter needs beside its options; left out: what `aPmsContext` lends, without a database. */
  open?(): Promise<PmsWorld>;
  /** Guests whom some room type takes in; default two adults in one room. */
  rooms?: readonly RoomGuests[];
  /** Days from today to the first stay that is asked for; default 30. Where nothing is free, later ones are tried. */
  daysAhead?: number;
  /** Who books; default somebody with an e-mail address and a telephone. */
  guest?: Guest;
  /** Of the hotel's own making; default 10 units of the PMS's currency. */
  fee?: Money;
}

/** A database, and perhaps a stand-in for the outside system, for one check. */
export interface PmsWorld {
  /** What core lends to one process. Called once for each process that the check needs, on the same database. */
  lend(): Partial<PmsContext<never>>;
  /** Laid over the options of the samples: where the stand-in listens. */
  readonly options?: object;
  /** Lets the stand-in behave badly; left out where there is none, or a real system. */
  behave?(behaviour: Behaviour): void;
  /** Resolves once a call has come in since the last `behave`. */
  reached?(): Promise<void>;
  /** Moves the clock that was lent; left out where it is the wall's. */
  advance?(duration: Temporal.DurationLike): void;
  close(): Promise<void>;
}
