import type { Part } from '@botones/contract';
import { expect } from 'chai';
import type { Line } from '../../../../../channels/web/widget/client/timeline.ts';
import { groupLines } from '../../../../../channels/web/widget/ui/group.ts';
import { standingOffers } from '../../../../../channels/web/widget/ui/offers.ts';

let count = 0;
const line = (from: Line['from'], at: string, rest: Partial<Line> = {}): Line => {
  count += 1;
  return { key: `${count}`, from, at: `2026-06-${at}:00`, state: 'stored', parts: [], ...rest };
};

describe('widget: groups', () => {
  const sizes = (lines: Line[]) =>
    groupLines(lines).map((group) => `${group.author ?? group.from} ${group.lines.length}`);

  it('join what one author writes in a row', () => {
    const lines = [
      line('guest', '01T12:00'),
      line('guest', '01T12:01'),
      line('bot', '01T12:01'),
      line('guest', '01T12:02'),
    ];
    expect(sizes(lines)).to.deep.equal(['guest 2', 'bot 1', 'guest 1']);
  });

  it('part people from each other', () => {
    const said = ['Lucía', 'Lucía', 'Pablo'].map((author) => line('staff', '01T12:00', { author }));
    expect(sizes(said)).to.deep.equal(['Lucía 2', 'Pablo 1']);
  });

  it('part what is ten minutes or a midnight apart', () => {
    const lines = [line('bot', '01T12:00'), line('bot', '01T12:10'), line('bot', '01T23:59'), line('bot', '02T00:00')];
    expect(groupLines(lines).map(({ newDay }) => newDay)).to.deep.equal([true, false, false, true]);
  });
});

describe('widget: offers', () => {
  const choices = (...titles: string[]): Part[] => [
    { type: 'choices', text: '?', choices: titles.map((title) => ({ title, payload: `/${title}` })) },
  ];
  const titles = (lines: Line[]) => standingOffers(lines).map(({ title }) => title);

  it('stand until the guest writes', () => {
    const asked = line('bot', '01T12:00', { parts: choices('yes', 'no') });
    expect(titles([asked])).to.deep.equal(['yes', 'no']);
    expect(titles([asked, line('bot', '01T12:00', { parts: choices('more') })])).to.deep.equal(['yes', 'no', 'more']);
    expect(titles([asked, line('guest', '01T12:01')])).to.deep.equal([]);
  });
});
