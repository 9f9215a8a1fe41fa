import type { Card, Choice, Part } from '@botones/contract';
import { choicesOf } from '@botones/contract';
import { expect } from 'chai';
import whatsapp from '../../../channels/whatsapp/index.ts';
import { render } from '../../../channels/whatsapp/render.ts';
import type { Payload } from '../../../channels/whatsapp/types.ts';
import { choicesOf as tappable, wordsOf } from '../../fakes/whatsapp/send/as-seen.ts';
import { checkMessage } from '../../fakes/whatsapp/send/check-message.ts';

/** Repeatable numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const alphabets = ['abc def', 'ñá é\n\n', '👨‍👩‍👧 ', '👍🏽é ', '*_~` x', 'مرحبا ', '\ud83d\u0000 a', '日本語'];

function makeParts(random: () => number): Part[] {
  const below = (max: number) => Math.floor(random() * max);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const text = (max: number): string => {
    const letters = [...one(alphabets)];
    return Array.from({ length: below(one([3, 12, 30, max])) }, () => one(letters)).join('');
  };
  const choice = (): Choice => ({
    title: text(120),
    payload: one([`/intent${below(40)}`, `/i{"a":"${text(300)}"}`, text(20)]),
    ...(random() < 0.3 && { description: text(120) }),
  });
  const choices = (max: number) => Array.from({ length: below(max) }, choice);
  const media = () => ({ url: `https://hotel.example.com/${below(9)}.jpg` });
  const link = () => ({
    title: text(40),
    url: one(['https://hotel.example.com/', 'tel:+34600000000', 'mailto:a@example.com', '', 'no address']),
  });
  const card = (): Card => ({
    title: text(80),
    ...(random() < 0.5 && { text: text(1500) }),
    ...(random() < 0.5 && { image: { ...media(), alt: text(30) } }),
    ...(random() < 0.6 && { choices: choices(5) }),
    ...(random() < 0.2 && { link: link() }),
  });
  const makers: (() => Part)[] = [
    () => ({ type: 'text', text: text(9_000) }),
    () => ({ type: 'choices', text: text(5_000), choices: choices(one([4, 12, 45])) }),
    () => ({ type: 'cards', cards: Array.from({ length: below(6) }, card) }),
    () => ({ type: 'image', media: media(), alt: text(1200) }),
    () => ({ type: 'document', media: media(), name: text(300) }),
    () => ({ type: 'audio', media: media(), voice: random() < 0.5 }),
    () => ({ type: 'location', latitude: 1, longitude: 2, name: text(1200), address: text(50) }),
    () => ({ type: 'link', ...link() }),
    () => ({ type: 'picked', payload: '/x', title: text(30) }),
    () => ({ type: 'unsupported', what: 'poll' }),
  ];
  return Array.from({ length: 1 + below(5) }, () => one(makers)());
}

const contentOf = (payload: Payload) =>
  (payload as unknown as Record<string, Record<string, unknown>>)[payload.type] ?? {};

describe('whatsapp: render, whatever it is given', () => {
  const random = randomFrom(20_261_126);
  const samples = Array.from({ length: 3_000 }, () => makeParts(random));

  it('makes messages that Meta takes', () => {
    for (const parts of samples) {
      for (const payload of render(parts, whatsapp.capabilities, { language: 'es', handoff: false })) {
        const body = JSON.parse(JSON.stringify({ messaging_product: 'whatsapp', to: '+34600000000', ...payload }));
        try {
          checkMessage(body);
        } catch (error) {
          const details = (error as { parts?: { details?: string } }).parts?.details;
          expect.fail(
            `${details ?? error}\n${JSON.stringify(payload).slice(0, 500)}\n${JSON.stringify(parts).slice(0, 800)}`,
          );
        }
      }
    }
  });

  it('loses no choice: each can be tapped, or typed by its number', () => {
    for (const parts of samples) {
      const payloads = render(parts, whatsapp.capabilities, { language: 'es', handoff: false });
      const words = payloads.map((payload) => wordsOf(payload.type, contentOf(payload))).join('\n');
      const ids = payloads.flatMap((payload) => tappable(payload.type, contentOf(payload))).map(({ id }) => id);
      for (const [index, { payload }] of parts.flatMap(choicesOf).entries()) {
        const isWritten = new RegExp(`(^|\\s)${index + 1}\\.(\\s|$)`).test(words);
        expect(ids.includes(payload) || isWritten, `${payload} of ${JSON.stringify(parts).slice(0, 800)}`).to.equal(
          true,
        );
      }
    }
  });
});
