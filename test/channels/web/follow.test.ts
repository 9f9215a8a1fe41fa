import type { TranscriptEntry } from '@botones/contract';
import { expect } from 'chai';
import { BATCH, follow } from '../../../channels/web/follow.ts';
import { MemoryTranscript } from '../../support/memory-transcript.ts';

const NEVER = 1_000_000;
const place = { account: 'miramar', session: 'guest', after: 0 };

function setUp({ after = 0, beat = NEVER } = {}) {
  const transcript = new MemoryTranscript();
  const stop = new AbortController();
  const batches = follow(transcript, { ...place, after }, beat, stop.signal);
  const say = (text: string) => transcript.say('miramar', 'guest', [{ type: 'text', text }]);
  const next = async () => (await batches.next()).value?.map(wordsOf) ?? 'end';
  return { transcript, stop, say, next };
}

const wordsOf = ({ parts: [part] }: TranscriptEntry) => (part?.type === 'text' ? part.text : '');

describe('web: follow', () => {
  it('gives what is stored, then what comes, without a gap', async () => {
    const { say, next } = setUp();
    say('one');
    say('two');
    expect(await next()).to.deep.equal(['one', 'two']);
    const coming = next();
    say('three');
    expect(await coming).to.deep.equal(['three']);
  });

  it('remembers what came while nobody was waiting', async () => {
    const { say, next } = setUp();
    expect(await next()).to.deep.equal([]);
    say('one');
    say('two');
    expect(await next()).to.deep.equal(['one', 'two']);
  });

  it('begins behind the number that the reader has seen', async () => {
    const { say, next } = setUp({ after: 2 });
    say('seen');
    say('new');
    expect(await next()).to.deep.equal(['new']);
  });

  it('gives a long conversation in batches, one right after another', async () => {
    const { say, next } = setUp();
    for (let number = 0; number < BATCH + 1; number += 1) say(`${number}`);
    expect(await next()).to.have.length(BATCH);
    expect(await next()).to.deep.equal([`${BATCH}`]);
  });

  it('beats while there is silence, and reads again at each beat', async () => {
    const { transcript, next } = setUp({ beat: 1 });
    transcript.watch = () => () => {};
    expect(await next()).to.deep.equal([]);
    expect(await next()).to.deep.equal([]);
    transcript.say('miramar', 'guest', [{ type: 'text', text: 'without notice' }]);
    expect(await next()).to.deep.equal(['without notice']);
  });

  it('ends, and stops watching, when the reader leaves', async () => {
    const { transcript, stop, next } = setUp();
    await next();
    const waiting = next();
    expect(transcript.watching).to.equal(1);
    stop.abort();
    expect(await waiting).to.equal('end');
    expect(transcript.watching).to.equal(0);
  });
});
