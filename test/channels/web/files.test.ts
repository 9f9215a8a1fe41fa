import { expect } from 'chai';
import { giveFile, MAX_FILE_BYTES, takeFile, withAddresses } from '../../../channels/web/files.ts';
import { parse } from '../../../channels/web/parse.ts';
import { makeRequest } from '../../support/http-request.ts';
import { aWav, recording } from '../../support/recording.ts';
import { bodyOf, makeDesk } from './make-desk.ts';

const id = '6f0d3b0e-52a5-4a3c-9d6e-0a1b2c3d4e5f';
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
const pdf = new Uint8Array(Buffer.from('%PDF-1.7 a receipt'));

function open() {
  const rig = makeDesk({ limits: { filesPerSession: { points: 8, seconds: 60 } } });
  const hand = (body: Uint8Array, name = 'a.png', headers: Record<string, string> = rig.bearer()) =>
    takeFile(rig.desk, makeRequest({ method: 'POST', path: '/files', query: { name }, headers, body }));
  const say = (message: object, session = 'guest-1') =>
    parse(rig.desk, makeRequest({ headers: rig.bearer(session), body: { id, ...message } }));
  return { ...rig, hand, say };
}

const fileOf = (answer: { body?: unknown }) => bodyOf(answer) as { file: string; mime: string; url: string };

describe('web: files', () => {
  it('takes a file by what it is, and lets its guest send it', async () => {
    const { hand, say } = open();
    const picture = fileOf(await hand(png, 'recibo.png'));
    expect(picture.mime).to.equal('image/png');
    expect(say({ file: picture.file }).messages[0]?.parts[0]).to.deep.include({ type: 'image', alt: '' });
    const document = fileOf(await hand(pdf, '../../etc/recibo".pdf'));
    expect(say({ file: document.file }).messages[0]?.parts[0]).to.deep.include({
      type: 'document',
      name: 'recibo.pdf',
    });
    for (const sound of [recording.bytes, aWav([0.1])]) {
      const { file } = fileOf(await hand(sound));
      expect(say({ file, voice: true }).messages[0]?.parts[0]).to.deep.include({ type: 'audio', voice: true });
    }
  });

  it('takes nothing that could run, whatever it is called', async () => {
    const { hand } = open();
    for (const text of ['<svg onload="x()"/>', '<html>', 'MZ', '', 'hello']) {
      expect((await hand(new Uint8Array(Buffer.from(text)), 'a.png')).status).to.equal(415);
    }
  });

  it('refuses whom it does not know, what is too large, and too much', async () => {
    const { hand } = open();
    expect((await hand(png, 'a', {})).status).to.equal(401);
    expect((await hand(png, 'a', { authorization: 'Bearer x.y' })).status).to.equal(401);
    expect((await hand(new Uint8Array(MAX_FILE_BYTES + 1))).status).to.equal(413);
    for (let more = 0; more < 7; more += 1) await hand(png);
    expect((await hand(png)).status).to.equal(429);
  });

  it('lets nobody send the file of another guest, or one that was never handed in', async () => {
    const { hand, say } = open();
    const { file } = fileOf(await hand(png));
    expect(say({ file }, 'guest-2').skipped).to.deep.equal(['invalid_message']);
    for (const forged of ['', 'x', 'a.b', `${file}x`, `x${file}`, `${file}.x`]) {
      expect(say({ file: forged }).skipped, forged).to.deep.equal(['invalid_message']);
    }
    expect(say({ file, text: 'and words' }).skipped).to.deep.equal(['invalid_message']);
  });

  it('shows a file to whom the transcript tells its address, and to nobody else', async () => {
    const { desk, hand, say } = open();
    const { file } = fileOf(await hand(png));
    const parts = say({ file }).messages[0]?.parts ?? [];
    const [entry] = withAddresses(desk, [{ seq: 1, from: 'guest', at: '', parts }]);
    const [shown] = entry?.parts ?? [];
    const url = shown && 'media' in shown ? (shown.media.url ?? '') : '';
    const get = (path: string) => giveFile(desk, makeRequest({ path }));
    const answer = await get(url.replace(/^\/web/, ''));
    expect(answer).to.deep.include({ status: 200 });
    expect([...(answer.body as Uint8Array)]).to.deep.equal([...png]);
    expect(answer.headers).to.include({ 'content-type': 'image/png', 'content-disposition': 'inline' });
    const mediaId = shown && 'media' in shown ? shown.media.id : '';
    for (const wrong of [`/files/${mediaId}`, `/files/${mediaId}.x`, '/files/', `${url.replace(/^\/web/, '')}x`]) {
      expect((await get(wrong)).status, wrong).to.equal(404);
    }
  });

  it('leaves entries without files as they are', () => {
    const { desk } = open();
    const entry = { seq: 1, from: 'bot' as const, at: '', parts: [{ type: 'text' as const, text: 'Hola' }] };
    expect(withAddresses(desk, [entry])[0]).to.equal(entry);
  });
});
