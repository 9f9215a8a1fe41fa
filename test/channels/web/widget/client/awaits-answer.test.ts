import { expect } from 'chai';
import { awaitsAnswer } from '../../../../../channels/web/widget/client/awaits-answer.ts';
import type { Line } from '../../../../../channels/web/widget/client/timeline.ts';

/** `guest 0`, `bot 3`: who, and the second at which. */
const say = (...said: string[]): Line[] =>
  said.map((text, index) => {
    const [from = '', second = '0', state = 'stored'] = text.split(' ');
    const at = Temporal.Instant.from('2026-06-01T12:00:00Z')
      .add({ seconds: Number(second) })
      .toString();
    return { key: `${index}`, from: from as Line['from'], at, state: state as Line['state'], parts: [] };
  });

describe('widget: dots', () => {
  const cases: [string, string[], boolean][] = [
    ['not before anybody wrote', [], false],
    ['after the guest wrote', ['guest 0'], true],
    ['while the message is on its way', ['bot 0', 'guest 5 sending'], true],
    ['not once the bot has answered', ['guest 0', 'bot 1'], false],
    ['after several messages in a row', ['bot 0', 'guest 5', 'guest 7', 'guest 9'], true],
    ['not while a person answers', ['guest 0', 'staff 60', 'guest 70'], false],
    ['again when the bot is back', ['staff 0', 'bot 10', 'guest 20'], true],
    ['not while the bot is silent', ['bot 0', 'guest 5', 'guest 65'], false],
    ['not for a message that was refused', ['bot 0', 'guest 5 failed'], false],
  ];
  for (const [title, said, expected] of cases) {
    it(`${expected ? 'show' : 'hide'} ${title}`, () => expect(awaitsAnswer(say(...said))).to.equal(expected));
  }
});
