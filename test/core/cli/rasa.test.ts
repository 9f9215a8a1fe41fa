import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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

  describe('test --real', () => {
    const say = (story: string, steps: string) => `- {story: ${story}, steps: [${steps}]}\n`;

    before(() => {
      for (const name of ['real/data', 'real/tests']) mkdirSync(join(folder, name), { recursive: true });
      const write = (name: string, text: string) => writeFileSync(join(folder, 'real', name), text);
      write(
        'domain.yml',
        `intents: [greet, book, inform]
entities: [city]
slots:
  city: {type: text, mappings: [{type: from_entity, entity: city}]}
  wish: {type: text, mappings: [{type: from_text, conditions: [{active_loop: trip, requested_slot: wish}]}]}
  price: {type: float, max_value: 9, mappings: [{type: custom}]}
forms: {trip: {required_slots: [city, wish]}}
actions: [action_price]
responses: {utter_hi: [{text: Hi}], utter_ask_city: [{text: Where}], utter_ask_wish: [{text: What}]}
`,
      );
      write(
        'data/nlu.yml',
        `nlu:
- {intent: greet, examples: "- hello there\\n- good morning\\n- hi bot"}
- {intent: book, examples: "- book a trip\\n- i want to travel\\n- plan my holiday"}
- {intent: inform, examples: "- to [Rome](city)\\n- in [Paris](city)\\n- [Rome](city) please"}
- {lookup: city, examples: "- Rome\\n- Paris"}
`,
      );
      write(
        'data/rules.yml',
        `rules:
- {rule: hi, steps: [{intent: greet}, {action: utter_hi}]}
- {rule: go, steps: [{intent: book}, {action: trip}, {active_loop: trip}]}
- {rule: end, condition: [{active_loop: trip}], steps: [{action: trip}, {active_loop: null}, {action: action_price}, {slot_was_set: [price: 3]}]}
`,
      );
      write(
        'tests/test_stories.yml',
        `stories:
${say('hi', '{user: "hello there", intent: greet}, {action: utter_hi}')}
${say('short', '{user: "book a trip", intent: book}, {action: trip}, {active_loop: trip}, {user: "to [Rome](city)", intent: inform}, {action: trip}, {active_loop: null}, {action: action_price}, {slot_was_set: [price: 3]}')}
${say('misread', '{user: "good morning", intent: book}, {action: trip}, {active_loop: trip}')}
${say('never set', '{intent: greet}, {action: utter_hi}, {slot_was_set: [city: Rome]}')}
`,
      );
    });

    it('understands, fills slots and runs forms by itself, and tells what differs', function () {
      this.timeout(60_000);
      const { lines, status } = run(['test', 'real', '--real', '--out', 'real-out', '--models', 'none', '--successes']);
      const told = lines.join('\n');
      expect(JSON.parse(lines.at(-1) ?? '').failed)
        .to.include.members(['misread', 'never set'])
        .and.not.include('hi');
      expect(JSON.parse(lines.at(-1) ?? '').failed).not.to.include.members(['short']);
      expect(told).to.contain('"good morning" is understood as greet instead of book');
      expect(told).to.contain('slot city is unset instead of "Rome"');
      expect(status).to.equal(1);
      expect(readFileSync(join(folder, 'real-out/failed_test_stories.yml'), 'utf8')).to.contain(
        'intent: book  # predicted: greet: good morning',
      );
      expect(readFileSync(join(folder, 'real-out/successful_test_stories.yml'), 'utf8')).to.contain('story: short');
      expect(readFileSync(join(folder, 'real-out/stories_with_warnings.yml'), 'utf8')).to.contain('# No warnings');
    });

    it('asks the action server that endpoints.yml names, where it answers', async function () {
      this.timeout(60_000);
      const asked: Record<string, unknown>[] = [];
      const server = createServer(async (request, response) => {
        const body = await text(request);
        response.setHeader('content-type', 'application/json');
        if (request.method === 'GET') return void response.end('{"status":"ok"}');
        asked.push({ ...JSON.parse(body), token: request.url, auth: request.headers.authorization });
        response.end('{"events":[{"event":"slot","name":"price","value":3}],"responses":[{"text":"3 euros"}]}');
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const endpoint = `{url: "http://127.0.0.1:${port}/webhook", token: secret, basic_auth: {username: a, password: b}}`;
      writeFileSync(join(folder, 'real/endpoints.yml'), `action_endpoint: ${endpoint}\n`);
      const child = spawn(
        process.execPath,
        [command, 'test', 'real', '--real', '--out', 'server-out', '--models', 'none'],
        {
          cwd: folder,
        },
      );
      const told = await text(child.stdout);
      server.close();
      expect(JSON.parse(told.trimEnd().split('\n').at(-1) ?? '').failed).not.to.include('short');
      expect(asked[0]).to.deep.include({
        next_action: 'action_price',
        token: '/webhook?token=secret',
        auth: 'Basic YTpi',
      });
      expect(asked[0]).to.have.nested.property('domain.forms.trip.required_slots').that.deep.equals(['city', 'wish']);
      expect(asked[0]).to.have.nested.property('tracker.slots.city', 'Rome');
    });
  });
});
