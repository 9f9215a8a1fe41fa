import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { bilingual, soundFiles, withFolder } from '../config/fixture.ts';

const command = join(import.meta.dirname, '../../../core/cli/validate.ts');

function validate(files: Readonly<Record<string, string>>, args = ['.'], env: Record<string, string> = {}) {
  return withFolder(files, (folder) => {
    const { status, stdout } = spawnSync(process.execPath, [command, ...args], {
      cwd: folder,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    return { status, lines: stdout.trimEnd().split('\n') };
  });
}

describe('npm run validate', () => {
  it('counts what there is', () => {
    expect(validate(soundFiles)).to.deep.equal({
      status: 0,
      lines: ['configuration is sound: 1 intent, 2 examples (es 2), 1 response'],
    });
  });

  it('reads the folder that BOTONES_CONFIG names, unless one is given', () => {
    expect(validate(soundFiles, [], { BOTONES_CONFIG: '.' })).to.deep.equal(validate(soundFiles));
    expect(validate(soundFiles, ['.'], { BOTONES_CONFIG: 'nowhere' }).status).to.equal(0);
    expect(validate(soundFiles, [], { BOTONES_CONFIG: 'nowhere' }).status).to.equal(1);
  });

  it('counts for each property, after the warnings', () => {
    const files = {
      ...soundFiles,
      'x.yml': 'intents: [a]\nresponses:\n  utter_a:\n  - text: a\n    buttons: [{title: b, payload: /grete}]\n',
      'properties/mar/botones.yml': '',
    };
    expect(validate(files)).to.deep.equal({
      status: 0,
      lines: [
        'warning  x.yml:4  responses.utter_a[0]  a button sends /grete, which is no intent — did you mean "greet"?',
        'hotel-sol: configuration is sound: 2 intents, 2 examples (es 2), 2 responses',
        'mar: configuration is sound: 2 intents, 2 examples (es 2), 2 responses',
      ],
    });
  });

  it('prints one fault a line and their number', () => {
    expect(validate({ ...soundFiles, 'botones.yml': bilingual })).to.deep.equal({
      status: 1,
      lines: [
        'greet.yml:4  nlu[0].examples  greet has no examples in en — write en: | below its examples:',
        'greet.yml:8  responses.utter_greet[0]  utter_greet has no text in en — write en: below its translation:',
        '2 faults',
      ],
    });
  });

  it('tells what is wrong with rules, forms and stories, and with what handlers ask for', () => {
    const files = {
      ...soundFiles,
      'botones.yml': soundFiles['botones.yml'].replace('business-hours: {}', 'check-availability: {}'),
      'dialogue.yml': `
actions: [action_nothing]
slots: {vip: {type: text, mappings: [{type: from_text}]}}
forms: {a_form: {required_slots: [vp]}}
rules:
- {rule: one, steps: [{intent: greet}, {action: utter_gret}]}
- {rule: two, steps: [{intent: greet}, {action: utter_greet}]}
- {rule: three, steps: [{intent: grete}, {action: action_missing}, {slot_was_set: [vp]}]}
stories:
- {story: four, steps: [{intent: greet}, {action: utter_greet}, {active_loop: b_form}]}
`,
    };
    const { status, lines } = validate(files);
    const told = (line: number, message: string) => {
      expect(lines.filter((one) => one.startsWith(`dialogue.yml:${line} `)).join('\n')).to.contain(message);
    };
    expect(status).to.equal(1);
    told(1, 'nothing does action_nothing — write a handler of that name');
    told(3, 'form "a_form" asks for slot "vp", which is not declared — did you mean "vip"?');
    told(5, 'action "utter_gret" is not declared — did you mean "utter_greet"?');
    told(6, 'rule "two" does utter_greet where rule "one" (dialogue.yml:5) does utter_gret');
    told(7, 'intent "grete" is not declared — did you mean "greet"?');
    told(7, 'action "action_missing" is not declared');
    told(7, 'slot "vp" is not declared');
    told(9, 'form "b_form" is not declared');
    expect(lines.join('\n')).to.contain('check-availability needs to know "arrival", and nothing asks for it');
  });
});
