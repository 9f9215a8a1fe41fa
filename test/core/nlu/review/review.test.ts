import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { toCandidate } from '../../../../core/nlu/review/candidate.ts';
import { cluster } from '../../../../core/nlu/review/cluster.ts';
import { openFileCandidates } from '../../../../core/nlu/review/file-candidates.ts';
import { redactText } from '../../../../core/nlu/review/redact-text.ts';
import { assignGroup, discardGroup, openReview } from '../../../../core/nlu/review/review.ts';
import { addExamples } from '../../../../core/nlu/review/write-examples.ts';
import { botOf, hotelSayings, tinyHotel } from '../tiny-bot.ts';
import { configOf } from '../tiny-config.ts';

const yaml = `# About the pool
version: "3.1"   # keep me

nlu:
- intent: ask_pool  # swimming
  title: {es: La piscina, en: The pool}
  examples:
    es: |
      - hay piscina
      # a comment in the block
      - a que hora abre
    en: |
        - is there a pool

# the end
- intent: ask_spa
  examples: |
    - spa?
`;

describe('addExamples', () => {
  it('adds lines where the others stand, and touches nothing else', () => {
    const changed = addExamples(yaml, 'ask_pool', 'es', ['hay socorrista', 'cubierta?']);
    expect(changed).to.equal(
      yaml.replace('- a que hora abre\n', '- a que hora abre\n      - hay socorrista\n      - cubierta?\n'),
    );
  });

  it('keeps another indentation', () => {
    expect(addExamples(yaml, 'ask_pool', 'en', ['pool?'])).to.equal(
      yaml.replace('- is there a pool\n', '- is there a pool\n        - pool?\n'),
    );
  });

  it('adds to examples without a language, also at the end of a file without a line end', () => {
    expect(addExamples(yaml.trimEnd(), 'ask_spa', 'es', ['masaje'])).to.equal(`${yaml}    - masaje\n`);
  });

  it('adds a language and an intent, keeping comments', () => {
    const german = addExamples(yaml, 'ask_pool', 'de', ['gibt es ein Becken']);
    expect(german).to.include('    de: |\n      - gibt es ein Becken\n').and.to.include('# a comment in the block');
    expect(german).to.include('# keep me').and.to.include('{es: La piscina, en: The pool}');
    const pets = addExamples(yaml, 'ask_pets', 'es', ['admiten perros']);
    expect(pets)
      .to.match(/- intent: ask_pets\n {4}examples:|- intent: ask_pets\n {2}examples:/)
      .and.to.include('# the end');
  });
});

describe('redactText', () => {
  const cases: Record<string, string> = {
    'escribidme a ana.perez+hotel@example.com': 'escribidme a EMAIL',
    'my phone is +34 600 000 000, call me': 'my phone is NUMBER, call me',
    'mira https://example.com/x?y=1 gracias': 'mira LINK gracias',
    'Hola, me llamo María del Carmen Ruiz y quiero reservar': 'Hola, me llamo NAME y quiero reservar',
    'booking under the name of Smith please': 'booking under the name of NAME please',
    'ES91 2100 0418 4502 0005 1332 es mi cuenta': 'ACCOUNT es mi cuenta',
    'dni 12345678Z': 'dni ID',
    'two\nlines\u200b': 'two lines',
    '2 noches del 9 al 11, 3 personas': '2 noches del 9 al 11, 3 personas',
  };
  for (const [given, expected] of Object.entries(cases)) {
    it(`makes "${expected}"`, () => expect(redactText(given)).to.equal(expected));
  }
});

describe('toCandidate', () => {
  const now = Temporal.Instant.from('2031-05-04T10:00:00Z');
  const understanding = { intent: 'ask_pool', confidence: 0.3, ranking: [], entities: [], language: 'en' };
  const of = (text: string) => toCandidate('tiny', text, understanding, 'escalated', now);

  it('keeps what was asked and what the bot took it for, redacted', () => {
    expect(of('write to me@example.com')).to.deep.equal({
      property: 'tiny',
      text: 'write to EMAIL',
      language: 'en',
      reason: 'escalated',
      intent: 'ask_pool',
      confidence: 0.3,
      keptAt: '2031-05-04T10:00:00Z',
    });
  });

  it('keeps nothing that could be no example', () => {
    for (const text of ['', '😀', '12345', 'word '.repeat(100)]) expect(of(text)).to.equal(null);
  });
});

describe('cluster', () => {
  it('joins messages that say about the same, the largest group first', () => {
    const texts = ['my bag is lost', 'teneis cuna para bebe', 'tenéis cunas para bebés?', 'hay cuna para el bebe'];
    const groups = cluster(texts.map((text) => ({ text })));
    expect(groups.map((group) => group.length)).to.deep.equal([3, 1]);
  });
});

describe('review', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'botones-review-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('suggests intents, writes the decision into the YAML and takes the group off the list', async () => {
    const file = join(folder, 'ask_pool.yml');
    await writeFile(file, yaml);
    const bot = botOf(hotelSayings);
    const config = configOf({
      ...bot,
      examples: bot.examples.map((one) => ({ ...one, place: { ...one.place, file } })),
    });
    const store = openFileCandidates(join(folder, 'candidates.jsonl'));
    const texts = ['hay [una piscina](x) cubierta', 'la piscina es cubierta', 'quien gano el partido'];
    for (const text of texts) {
      await store.keep({
        property: 'tiny',
        text,
        language: 'es',
        reason: 'escalated',
        intent: null,
        confidence: 0.2,
        keptAt: '2031-05-04T10:00:00Z',
      });
    }
    const [pool, match] = await openReview(store, await tinyHotel());
    expect(pool?.suggestions[0]).to.equal('ask_pool');
    expect(await assignGroup(store, config, pool?.candidates ?? [], 'ask_pool')).to.deep.equal([file]);
    const written = await readFile(file, 'utf8');
    expect(written).to.include('      - hay una piscina (x) cubierta\n      - la piscina es cubierta\n');
    await discardGroup(store, match?.candidates ?? []);
    expect(await store.list('tiny', 10)).to.deep.equal([]);
  });

  it('forgets what is older than the retention', async () => {
    await mkdir(folder, { recursive: true });
    const store = openFileCandidates(join(folder, 'candidates.jsonl'));
    for (const day of ['2031-01-01', '2031-03-01']) {
      await store.keep({
        property: 'tiny',
        text: day,
        language: 'es',
        reason: 'corrected',
        intent: null,
        confidence: 0,
        keptAt: `${day}T00:00:00Z`,
      });
    }
    expect(await store.forget('tiny', '2031-02-01T00:00:00Z')).to.equal(1);
    expect((await store.list('tiny', 10)).map(({ text }) => text)).to.deep.equal(['2031-03-01']);
  });
});
