import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const command = join(import.meta.dirname, '../../../core/cli/rasa.ts');

describe('npm run rasa', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rasa-cli-'));
    for (const name of ['bot/data', 'bot/tests', 'broken']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'bot/domain.yml'), 'intents: [greet, bye]\nresponses: {utter_hi: [{text: "Hi!"}]}\n');
    writeFileSync(
      join(folder, 'bot/data/rules.yml'),
      'rules: [{rule: hi, steps: [{intent: greet}, {action: utter_hi}]}]\n',
    );
    writeFileSync(
      join(folder, 'bot/tests/test_stories.yml'),
      `stories:
- {story: hi, steps: [{intent: greet}, {action: utter_hi}]}
- {story: bye, steps: [{intent: bye}, {action: utter_hi}]}
`,
    );
    writeFileSync(
      join(folder, 'broken/domain.yml'),
      `intents: [greet]
rules:
- {rule: a, steps: [{intent: greet}, {action: action_back}]}
- {rule: b, steps: [{intent: greet}, {action: action_restart}]}
`,
    );
  });

  after(() => rmSync(folder, { recursive: true }));

  function run(args: string[], input = '') {
    const { stdout, status } = spawnSync(process.execPath, [command, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
    });
    return { lines: stdout.trimEnd().split('\n'), status };
  }

  it('test plays the stories, ends in JSON and leaves Rasa’s reports', () => {
    const { lines, status } = run(['test', 'bot', '--out', 'out']);
    expect(lines.at(-2)).to.equal('1/2');
    expect(JSON.parse(lines.at(-1) ?? '')).to.deep.equal({ passed: 1, total: 2, failed: ['bye'] });
    expect(status).to.equal(1);
    expect(
      JSON.parse(readFileSync(join(folder, 'out/story_report.json'), 'utf8')).conversation_accuracy.correct,
    ).to.equal(1);
    expect(readFileSync(join(folder, 'out/failed_test_stories.yml'), 'utf8')).to.contain(
      'predicted: action_default_fallback',
    );
  });

  it('check tells what is wrong, with its place, and ends with 1', () => {
    expect(run(['check', 'bot'])).to.deep.include({ status: 0 });
    const { lines, status } = run(['check', 'broken']);
    expect(lines.join('\n'))
      .to.contain('broken/domain.yml:3')
      .and.to.contain('rule "b" (broken/domain.yml:4) does action_restart');
    expect(status).to.equal(1);
  });

  it('test and chat refuse rules that contradict each other', () => {
    expect(run(['test', 'broken', '--out', 'none']).status).to.equal(1);
    expect(run(['chat', 'broken'], '/greet\n').status).to.equal(1);
  });

  it('chat answers', () => {
    expect(run(['chat', 'bot'], '/greet\n').lines).to.include('Hi!');
  });

  it('train says that there is nothing to train', () => {
    const { lines, status } = run(['train', 'bot', '--models', 'models']);
    expect(lines.at(-1)).to.contain('no examples');
    expect(status).to.equal(0);
    expect(existsSync(join(folder, 'models'))).to.equal(false);
  });
});
