import type { Conversation, Inbound, Lesson, TurnResult } from '../delivery/types.ts';
import { fallbackIntent } from '../dialogue/engine/fall-back.ts';
import type { TrackerEvent } from '../dialogue/tracker.ts';
import { type CandidateStore, toCandidate } from '../nlu/index.ts';
import type { Database, Statement } from '../store/database.ts';

/** Lessons that may wait for the database at one time; more are let go, so that an outage fills no memory. */
const MOST_WAITING = 100;

const answered: Statement = {
  name: 'lesson_answered',
  text: `select events from turn where conversation_id = $1 and seq < $2 order by seq desc limit 5`,
};

type Kept = Pick<Conversation, 'id' | 'property' | 'language'>;

export interface Lessons {
  /** Keeps what a committed turn teaches. Returns at once and never throws. */
  keep(conversation: Kept, inbound: Pick<Inbound, 'seq'>, result: TurnResult): void;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

/**
 * Keeps lessons behind the turn, beside everything else: the guest has the answer already, and a database that is
 * slow or away costs a lesson and nothing more.
 */
export function createLessons(
  store: CandidateStore,
  database: Database,
  now: () => Temporal.Instant,
  failed: (error: unknown) => void,
): Lessons {
  const waiting = new Set<Promise<void>>();

  async function learn(property: string, lesson: Lesson | null): Promise<void> {
    if (lesson === null) return;
    const candidate = toCandidate(property, lesson.text, lesson, lesson.reason, now());
    if (candidate !== null) await store.keep({ ...candidate, meant: lesson.meant });
  }

  return {
    keep(conversation, { seq }, { lesson, handoff }) {
      const tookOver = handoff?.reason === 'staff_wrote';
      if ((lesson === undefined && !tookOver) || waiting.size >= MOST_WAITING) return;
      const work = (tookOver ? lastAnswered(database, { ...conversation }, seq) : Promise.resolve(lesson ?? null))
        .then((found) => learn(conversation.property, found))
        .catch(failed)
        .finally(() => waiting.delete(work));
      waiting.add(work);
    },
    async settled() {
      await Promise.all(waiting);
    },
  };
}

/** What the bot answered last: that staff took over says that it was not the right answer. */
async function lastAnswered(database: Database, { id, language }: Kept, before: number): Promise<Lesson | null> {
  const turns = await database.query<{ events: TrackerEvent[] }>(answered, [id, before]);
  const heard = turns.flatMap(({ events }) => events).find((event) => event.type === 'user');
  if (heard === undefined || heard.text === null) return null;
  const { intent, confidence, ranking = [] } = heard.understanding;
  // Of an unsure message the ranking knows what it was taken for. Surer than the gate is only a choice that was taken.
  const taken = intent === fallbackIntent ? (ranking[1]?.intent ?? null) : intent;
  if (taken === null || confidence >= 1) return null;
  return { reason: 'corrected', text: heard.text, language: language ?? '', intent: taken, confidence, meant: null };
}
