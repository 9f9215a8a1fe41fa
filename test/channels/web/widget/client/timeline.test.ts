import type { TranscriptEntry } from '@botones/contract';
import { expect } from 'chai';
import { type Draft, dropShown, merge, toLines } from '../../../../../channels/web/widget/client/timeline.ts';

const at = '2026-06-01T12:00:00Z';
const entry = (seq: number, rest: Partial<TranscriptEntry> = {}): TranscriptEntry => ({
  seq,
  from: 'bot',
  at,
  parts: [],
  ...rest,
});
const draft = (id: string, rest: Partial<Draft> = {}): Draft => ({ id, text: id, language: 'es', at, ...rest });
const numbers = (entries: readonly TranscriptEntry[]) => entries.map(({ seq }) => seq);

describe('widget: timeline', () => {
  it("takes each number once, and keeps the server's order whatever comes first", () => {
    const some = merge([], [entry(4), entry(2), entry(4)]);
    expect(numbers(some)).to.deep.equal([2, 4]);
    expect(numbers(merge(some, [entry(3), entry(2), entry(9)]))).to.deep.equal([2, 3, 4, 9]);
  });

  it('is the same array when there is no news, so nothing is drawn again', () => {
    const some = merge([], [entry(2)]);
    expect(merge(some, [entry(2)])).to.equal(some);
  });

  it('drops a draft when the server shows it', () => {
    const drafts = [draft('a'), draft('b')];
    expect(dropShown(drafts, [entry(2, { from: 'guest', providerId: 'a' })])).to.deep.equal([drafts[1]]);
  });

  it('shows what is stored, then what is on its way; a message keeps its key when it is stored', () => {
    const stored = entry(2, { from: 'guest', providerId: 'a' });
    const lines = toLines([stored, entry(4)], [draft('a'), draft('b'), draft('c', { failed: true })]);
    expect(lines.map(({ key, state }) => `${key} ${state}`)).to.deep.equal([
      'a stored',
      '#4 stored',
      'b sending',
      'c failed',
    ]);
  });

  it('shows a choice as it was picked', () => {
    const picked = { payload: '/affirm', title: 'Sí' };
    const [line] = toLines([], [{ id: 'a', picked, language: 'es', at }]);
    expect(line?.parts).to.deep.equal([{ type: 'picked', ...picked }]);
  });
});
