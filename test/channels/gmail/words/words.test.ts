import { expect } from 'chai';
import { guestWords } from '../../../../channels/gmail/words/index.ts';

describe('gmail: the words of a guest', () => {
  const quote = '> Dear guest,\n> we are happy to help.';
  const cases: [string, string, string][] = [
    ['English', `Yes please.\n\nOn Sun, 22 Nov 2026 at 11:00, Hotel <h@example.com> wrote:\n${quote}`, 'Yes please.'],
    [
      'Spanish',
      `Sí, gracias.\n\nEl dom, 22 nov 2026 a las 11:00, Hotel (<h@example.com>) escribió:\n${quote}`,
      'Sí, gracias.',
    ],
    [
      'German',
      `Ja, gerne.\n\nAm So., 22. Nov. 2026 um 11:00 Uhr schrieb Hotel <h@example.com>:\n${quote}`,
      'Ja, gerne.',
    ],
    ['French', `Oui.\n\nLe dim. 22 nov. 2026 à 11:00, Hotel <h@example.com> a écrit :\n${quote}`, 'Oui.'],
    ['Italian', `Sì.\n\nIl giorno dom 22 nov 2026 alle ore 11:00 Hotel <h@example.com> ha scritto:\n${quote}`, 'Sì.'],
    ['Portuguese', `Sim.\n\nEm dom., 22 de nov. de 2026 11:00, Hotel <h@example.com> escreveu:\n${quote}`, 'Sim.'],
    [
      'Outlook',
      'Yes.\n\n________________________________\nFrom: Hotel <h@example.com>\nSent: Sunday\n\nDear guest',
      'Yes.',
    ],
    ['a telephone', 'Yes.\n\nSent from my iPhone', 'Yes.'],
    ['a signature', 'Yes.\n-- \nAna, Director', 'Yes.'],
    ['answers below the quote', `${quote}\n\nYes, both.`, 'Yes, both.'],
    ['answers between the lines', '> Which room?\nThe double.\n> Which day?\nMonday.', 'The double.\nMonday.'],
  ];
  for (const [what, plain, words] of cases) {
    it(`without ${what}`, () => expect(guestWords({ plain })).to.deep.equal({ words, cut: true }));
  }

  it('never less than something', () => {
    expect(guestWords({ plain: quote }).words).to.equal(quote);
    expect(guestWords({ plain: 'On Monday we wrote:' }).words).to.equal('On Monday we wrote:');
  });

  const html: [string, string, string][] = [
    [
      'Gmail',
      '<div>Yes <b>please</b></div><div class="gmail_quote">On … wrote<blockquote>old</blockquote></div>',
      'Yes please',
    ],
    ['Outlook', '<p>Yes</p><div id="divRplyFwdMsg">From: <p>old</p></div>', 'Yes'],
    ['Apple', '<div>Yes<br>please</div><blockquote type="cite"><div>old</div></blockquote>', 'Yes\nplease'],
    ['no quote', '<style>p{}</style><p>One</p><p>Two &amp; three</p><img src=x>', 'One\n\nTwo & three'],
    ['a quote alone', '<blockquote type="cite">only this</blockquote>', 'only this'],
  ];
  for (const [what, source, words] of html) {
    it(`from HTML of ${what}`, () => expect(guestWords({ html: source }).words).to.equal(words));
  }
});
