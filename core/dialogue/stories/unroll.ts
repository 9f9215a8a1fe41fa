import type { Findings } from '../../config/findings.ts';
import type { Domain } from '../domain/domain.ts';
import type { DialogueEvent } from '../tracking/event.ts';
import type { Block, Checkpoint, Path } from './block.ts';
import { withImpliedEvents } from './implied-events.ts';

/** Beyond it, checkpoints and alternatives multiply to more ways than anybody means. */
const maxPaths = 20_000;

interface Way {
  readonly blocks: readonly Block[];
  readonly events: readonly DialogueEvent[];
}

/**
 * Every way through the blocks, from those without a start checkpoint to those without an end checkpoint. A cycle is
 * gone round once.
 */
export function unroll(blocks: readonly Block[], domain: Domain, findings: Findings): Path[] {
  const byStart = groupByStart(blocks);
  reportLooseEnds(blocks, byStart, findings);
  const paths: Path[] = [];
  const open = blocks
    .filter(({ starts }) => starts.length === 0)
    .flatMap((block) => extend(null, block))
    .reverse();
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    if (paths.length === maxPaths) {
      const cure = 'use fewer checkpoints and "or:" steps';
      findings.warn(way.blocks[0]?.place as Block['place'], `more than ${maxPaths} ways; the rest is left out`, cure);
      break;
    }
    const next = follow(way, byStart, domain);
    if (next === null) paths.push(toPath(way, domain));
    else open.push(...next.reverse());
  }
  return paths;
}

function extend(way: Way | null, block: Block): Way[] {
  return block.sequences.map((sequence) => ({
    blocks: [...(way?.blocks ?? []), block],
    events: [...(way?.events ?? []), ...sequence],
  }));
}

/** The ways on from here; null at an end, be it of the story, of the file's checkpoints, or of a second round. */
function follow(way: Way, byStart: ReadonlyMap<string, readonly Block[]>, domain: Domain): Way[] | null {
  const last = way.blocks[way.blocks.length - 1] as Block;
  const next = last.ends
    .flatMap((end) => (byStart.get(end) ?? []).filter((block) => isOpen(block, end, way, domain)))
    .filter((block) => way.blocks.filter((passed) => passed === block).length < 2);
  return next.length === 0 ? null : [...new Set(next)].flatMap((block) => extend(way, block));
}

function isOpen(block: Block, end: string, { events }: Way, domain: Domain): boolean {
  return block.starts.some(
    ({ name, conditions }) =>
      name === end && Object.entries(conditions).every(([slot, value]) => slotValue(slot, events, domain) === value),
  );
}

function slotValue(slot: string, events: readonly DialogueEvent[], domain: Domain): unknown {
  const last = events.findLast((event) => event.type === 'slot' && event.name === slot);
  return last?.type === 'slot' ? last.value : domain.initialSlots[slot];
}

function toPath({ blocks, events }: Way, domain: Domain): Path {
  const [first] = blocks as [Block];
  const last = blocks[blocks.length - 1] as Block;
  return {
    name: [...new Set(blocks.map(({ name }) => name))].join(' > '),
    place: first.place,
    isRule: first.isRule,
    events: withImpliedEvents(events, domain, last.ends.length === 0),
    beginsWithAction: events.find(({ type }) => type === 'user' || type === 'action')?.type === 'action',
  };
}

function groupByStart(blocks: readonly Block[]): Map<string, Block[]> {
  const pairs = blocks.flatMap((block) => block.starts.map(({ name }: Checkpoint) => ({ name, block })));
  const grouped = Map.groupBy(pairs, ({ name }) => name);
  return new Map([...grouped].map(([name, same]) => [name, [...new Set(same.map(({ block }) => block))]]));
}

function reportLooseEnds(
  blocks: readonly Block[],
  byStart: ReadonlyMap<string, readonly Block[]>,
  findings: Findings,
): void {
  const ends = new Set(blocks.flatMap((block) => block.ends));
  for (const { starts, ends: own, place } of blocks) {
    for (const { name } of starts) {
      if (!ends.has(name)) findings.warn(place, `nothing leads to checkpoint "${name}"`, 'end a story with it');
    }
    for (const name of own) {
      if (!byStart.has(name))
        findings.warn(place, `nothing goes on from checkpoint "${name}"`, 'begin a story with it');
    }
  }
}
