import type { Choice } from '@botones/contract';
import { requestedSlot } from '../dialogue/domain/domain.ts';
import { takesNumbers } from '../dialogue/entities/find-answer.ts';
import { activeLoop, type Memory } from '../dialogue/tracking/memory.ts';

/** A number typed at a list that has no such place: "7" of three rooms. "2" is an answer where persons or days are asked for. */
export function missesChoice(text: string, offered: readonly Choice[], memory: Memory): boolean {
  if (offered.length < 2 || !/^\s*\d{1,2}\s*$/.test(text)) return false;
  return activeLoop(memory) === null || !takesNumbers(String(memory.slots[requestedSlot]));
}
