import assert from 'node:assert/strict';
import type { Part } from '../../part.ts';
import { choicesOf } from '../../text-of.ts';
import { plain } from '../assertions/rules.ts';
import type { Check } from '../check.ts';
import { deepFreeze } from '../tools/deep-freeze.ts';
import { elsewhen } from '../tools/elsewhen.ts';
import { oddLists, usualLists, wordsToRead } from './part-lists.ts';
import { withRig } from './rig.ts';
import type { Reading, Subject } from './samples.ts';

/** Parts → payloads: whatever a handler says, the guest can read it. */
export function renderChecks<Payload>(subject: Subject<Payload>): Check[] {
  const { plugin, samples } = subject;
  const { capabilities } = plugin;
  const usual = usualLists(capabilities);
  const read = (payloads: readonly Payload[]) => payloads.map((payload) => samples.read(payload));
  const check = (title: string, test: (render: (parts: readonly Part[]) => Payload[]) => unknown): Check => ({
    title: `render ${title}`,
    run: () =>
      withRig(subject, async ({ channel }) => {
        await test((parts) => channel.render(parts, capabilities));
      }),
  });
  const checks = [
    check('makes nothing of nothing', (render) => assert.deepEqual(render([]), [])),
    check('is pure: the same parts give the same payloads, and stay as they are', async (render) => {
      for (const parts of usual) {
        const payloads = structuredClone(render(deepFreeze(structuredClone(parts))));
        assert.deepEqual(await elsewhen(() => render(parts)), payloads);
      }
    }),
    check('survives parts that no handler should send', (render) => {
      for (const parts of oddLists(capabilities)) {
        assert.doesNotThrow(() => read(render(parts)), `it threw over ${sketch(parts)}`);
      }
    }),
    check('makes payloads of plain data, which a database can keep', (render) => {
      for (const parts of usual) plain(render(parts), 'payloads');
    }),
    check('loses no words: what the platform lacks is written out', (render) => {
      for (const parts of usual) {
        const shown = squeeze(read(render(parts)).map(allWords).join('\n'));
        for (const words of parts.flatMap((part) => wordsToRead(part, capabilities.parts))) {
          assert.ok(
            shown.includes(squeeze(words)),
            `the guest cannot read "${words.slice(0, 60)}" of ${sketch(parts)}`,
          );
        }
      }
    }),
    check('keeps the order of parts', (render) => {
      const words = ['Uno', 'Dos', 'Tres'];
      const shown = read(render(words.map((text) => ({ type: 'text', text }))))
        .map(allWords)
        .join('\n');
      assert.match(shown, /Uno.*Dos.*Tres/s);
    }),
    check('numbers the choices that it writes out through the whole turn, as core counts them', (render) => {
      for (const parts of usual) {
        const shown = read(render(parts)).map(({ text }) => text);
        for (const [index, { title }] of parts.flatMap(choicesOf).entries()) {
          const number = new RegExp(`(\\d+)[^\\p{L}\\d\n]{1,3}${title}\\b`, 'u').exec(shown.join('\n'))?.[1];
          assert.ok(number === undefined || Number(number) === index + 1, `"${number}" would not pick "${title}"`);
        }
      }
    }),
  ];
  // Core never calls `render` for clients that fetch: they get the parts as they are.
  if (!capabilities.pull) {
    checks.push(
      check('keeps to the capabilities: maxChoices and maxText', (render) => {
        for (const parts of usual) {
          for (const { text, choices } of read(render(parts))) {
            assert.ok(choices.length <= capabilities.maxChoices, `${choices.length} choices in one message`);
            assert.ok(text.length <= capabilities.maxText, `${text.length} characters in one message`);
          }
        }
      }),
    );
  }
  if (capabilities.oneItemPerTurn) {
    checks.push(
      check('puts a whole turn into one payload', (render) => {
        for (const parts of usual) assert.equal(render(parts).length, 1);
      }),
    );
  }
  return checks;
}

function allWords({ text, choices }: Reading): string {
  return [text, ...choices].join('\n');
}

/** Without white space: a text may be cut and set anew, as long as its words stay. */
function squeeze(text: string): string {
  return text.replace(/\s+/g, '');
}

function sketch(parts: readonly Part[]): string {
  return JSON.stringify(parts).slice(0, 80);
}
