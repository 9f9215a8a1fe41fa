import type { Part, Transcription } from '@botones/contract';
import { expect } from 'chai';
import type { Ears } from '../../../core/pipeline/listen.ts';
import { guestMessage } from '../../support/guest-message.ts';
import { converse, makeHotel, saidIn } from '../../support/turn-rig.ts';

const voice: Part = { type: 'audio', media: { id: 'platform-1', mime: 'audio/ogg' }, voice: true };
const picture: Part = { type: 'image', media: { id: 'platform-2' }, alt: '' };

/** Ears of a hotel whose transcriber hears this in every recording, and what they did. */
function makeEars(heard: Partial<Transcription> | Error | null) {
  const did: string[] = [];
  const known = new Map<string, Transcription>();
  const ears: Ears = {
    transcriber:
      heard === null
        ? null
        : {
            async transcribe({ language }) {
              did.push(`transcribe ${language}`);
              if (heard instanceof Error) throw heard;
              return { text: 'Hola', language: 'es', seconds: 2, ...heard };
            },
          },
    transcriptions: {
      find: async (sha256) => known.get(sha256) ?? null,
      keep: async (sha256, transcription) => void known.set(sha256, transcription),
    },
    async keep(_channel, _place, part) {
      did.push('keep');
      return { part: { ...part, media: { id: 'ours' } }, file: { bytes: new Uint8Array([1]), mime: 'audio/ogg' } };
    },
    write: async ({ index }, part) => void did.push(`write ${index} ${JSON.stringify(part)}`),
    keepLater: async () => void did.push('later'),
    heard: ({ seconds }) => void did.push(`heard ${seconds}`),
    missed: () => void did.push('missed'),
  };
  return { ears, did };
}

describe('listen', () => {
  it('answers what was said, and writes it down where the message stands', async () => {
    const { ears, did } = makeEars({});
    const result = await converse(makeHotel({ ears }).runtime)({ parts: [voice] });
    expect(saidIn(result)).to.deep.equal(['Hola']);
    const written = JSON.stringify({ ...voice, media: { id: 'ours' }, transcript: 'Hola' });
    expect(did).to.deep.equal(['keep', 'transcribe null', 'heard 2', `write 0 ${written}`]);
  });

  it('begins a conversation in the language that was heard', async () => {
    const { ears } = makeEars({ text: 'no idea', language: 'en' });
    const result = await converse(makeHotel({ ears }).runtime)({ parts: [voice] });
    expect(result.language).to.equal('en');
  });

  it('transcribes the same recording once, and tells the transcriber the language of the conversation', async () => {
    const { ears, did } = makeEars({});
    const say = converse(makeHotel({ ears }).runtime);
    await say('Hello');
    await say({ parts: [voice] });
    await say({ parts: [voice] });
    expect(did.filter((what) => what.startsWith('transcribe'))).to.deep.equal(['transcribe en']);
  });

  it('asks the guest to write when it cannot be heard, and keeps the recording for staff', async () => {
    for (const heard of [new Error('no answer'), { text: ' ' }]) {
      const { ears, did } = makeEars(heard);
      const result = await converse(makeHotel({ ears }).runtime)({ parts: [voice] });
      expect(saidIn(result)).to.deep.equal(['¿Me lo escribe?']);
      expect(result.handoff).to.equal(null);
      expect(did).to.include('keep');
    }
  });

  it('asks the guest to write when the file cannot be had just now, and has it kept later', async () => {
    const { ears, did } = makeEars({});
    const broken: Ears = { ...ears, keep: () => Promise.reject(new Error('no file yet')) };
    const result = await converse(makeHotel({ ears: broken }).runtime)({ parts: [voice] });
    expect(saidIn(result)).to.deep.equal(['¿Me lo escribe?']);
    expect(did).to.deep.equal(['missed', 'later']);
  });

  it('lets a guest wait no longer than it may for a transcriber that hangs', async () => {
    const { ears, did } = makeEars({});
    const hanging: Ears = {
      ...ears,
      patienceMs: 5,
      transcriber: {
        transcribe: (_recording, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
      },
    };
    const result = await converse(makeHotel({ ears: hanging }).runtime)({ parts: [voice] });
    expect(saidIn(result)).to.deep.equal(['¿Me lo escribe?']);
    expect(did).to.deep.equal(['keep', 'missed', 'later']);
  });

  it('has recordings kept, and guests write, where there is no transcriber', async () => {
    const { ears, did } = makeEars(null);
    const result = await converse(makeHotel({ ears }).runtime)({ parts: [voice] });
    expect(saidIn(result)).to.deep.equal(['¿Me lo escribe?']);
    expect(did).to.deep.equal(['later']);
  });

  it('leaves other files to a job, and spends nothing while staff answer', async () => {
    const { ears, did } = makeEars({});
    await converse(makeHotel({ ears }).runtime)({ parts: [picture] });
    await converse(makeHotel({ ears }).runtime, { owner: 'staff' })({ parts: [voice] });
    expect(did).to.deep.equal(['later', 'later']);
  });

  it('costs a message without files nothing', async () => {
    const { ears, did } = makeEars({});
    await converse(makeHotel({ ears }).runtime)(guestMessage({ text: 'Hola' }));
    expect(did).to.deep.equal([]);
  });

  it('drops the turn, and tells no guest to write, when the process stops', async () => {
    const { ears } = makeEars(new Error('aborted'));
    const stopping = AbortSignal.abort(new Error('stopping'));
    const error = await converse(makeHotel({ ears }).runtime)({ parts: [voice] }, stopping).catch((thrown) => thrown);
    expect(error.message).to.equal('stopping');
  });
});
