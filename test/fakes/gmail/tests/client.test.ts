import { expect } from 'chai';
import { answerLines, openRig, type Rig, raw } from './rig.ts';

describe("the fake Gmail, through Google's own client", () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.google.close());

  const me = { userId: 'me' } as const;

  it('names the mailbox and gives a cursor as text', async () => {
    const { data } = await rig.client.users.getProfile(me);
    expect(data).to.include({ emailAddress: 'hotel@example.com', messagesTotal: 0 });
    expect(data.historyId).to.match(/^\d+$/);
  });

  it('leaves out lists that are empty', async () => {
    const list = await rig.client.users.messages.list(me);
    expect(list.data).to.deep.equal({ resultSizeEstimate: 0 });
    const startHistoryId = (await rig.client.users.getProfile(me)).data.historyId ?? '';
    const history = await rig.client.users.history.list({ ...me, startHistoryId });
    expect(history.data).to.deep.equal({ historyId: startHistoryId });
  });

  it('tells of a new mail in the history and gives its tree', async () => {
    const startHistoryId = (await rig.client.users.getProfile(me)).data.historyId ?? '';
    const pixel = Buffer.from('89504e470d0a1a0a', 'hex');
    await rig.google.guest('Ana <ana@example.org>').writes({
      subject: 'Room for two',
      text: 'Is a room "free"?',
      html: '<p>Is a room free?</p>',
      attachments: [{ filename: 'Pässe.png', content: pixel, contentType: 'image/png' }],
    });
    const { data } = await rig.client.users.history.list({
      ...me,
      startHistoryId,
      historyTypes: ['messageAdded'],
      labelId: 'INBOX',
    });
    const [added] = data.history?.[0]?.messagesAdded ?? [];
    expect(added?.message?.labelIds).to.include.members(['INBOX', 'UNREAD']);
    expect(added?.message?.id)
      .to.match(/^[0-9a-f]{16}$/)
      .and.equal(added?.message?.threadId);

    const id = added?.message?.id ?? '';
    const { data: full } = await rig.client.users.messages.get({ ...me, id });
    expect(full.snippet).to.equal('Is a room &quot;free&quot;?');
    const { payload } = full;
    expect(payload).to.deep.include({ partId: '', mimeType: 'multipart/mixed', body: { size: 0 } });
    const [words, image] = payload?.parts ?? [];
    expect(words?.parts?.map(({ partId, mimeType }) => [partId, mimeType])).to.deep.equal([
      ['0.0', 'text/plain'],
      ['0.1', 'text/html'],
    ]);
    expect(Buffer.from(words?.parts?.[0]?.body?.data ?? '', 'base64url').toString()).to.equal('Is a room "free"?');
    expect(image).to.include({ partId: '1', filename: 'Pässe.png' });
    expect(image?.body).to.have.property('size', 8);

    const attachmentId = image?.body?.attachmentId ?? '';
    const attachment = await rig.client.users.messages.attachments.get({ ...me, messageId: id, id: attachmentId });
    expect(Buffer.from(attachment.data.data ?? '', 'base64url').equals(pixel)).to.equal(true);
    const again = await rig.client.users.messages.get({ ...me, id });
    expect(again.data.payload?.parts?.[1]?.body?.attachmentId).to.not.equal(attachmentId);

    const whole = await rig.client.users.messages.get({ ...me, id, format: 'raw' });
    expect(whole.data).to.not.have.property('payload');
    expect(Buffer.from(whole.data.raw ?? '', 'base64url').toString()).to.match(/^Delivered-To: hotel@example.com\r\n/);

    const heads = await rig.client.users.messages.get({ ...me, id, format: 'metadata', metadataHeaders: ['subject'] });
    expect(heads.data.payload?.headers).to.deep.equal([{ name: 'Subject', value: 'Room for two' }]);
    const minimal = await rig.client.users.messages.get({ ...me, id, format: 'minimal' });
    expect(minimal.data).to.not.have.any.keys('payload', 'raw');
  });

  it('sends into the thread only with all three conditions', async () => {
    const guest = rig.google.guest('Ana <ana@example.org>');
    const mail = await guest.writes({ subject: 'Room for two', text: 'Free?' });
    const { threadId, messageId } = mail;
    const lines = answerLines(messageId);
    const sendLines = async (some: string[], thread: string | null) =>
      (await rig.client.users.messages.send({ ...me, requestBody: { raw: raw(some), threadId: thread } })).data;

    const right = await sendLines(lines, threadId);
    expect(Object.keys(right).sort()).to.deep.equal(['id', 'labelIds', 'threadId']);
    expect(right).to.deep.include({ threadId, labelIds: ['SENT'] });
    const wrong = [
      await sendLines(lines, null),
      await sendLines(
        lines.filter((line) => !/^In-Reply-To/.test(line)),
        threadId,
      ),
      await sendLines(
        lines.filter((line) => !/^References/.test(line)),
        threadId,
      ),
      await sendLines(
        lines.map((line) => line.replace('Room for two', 'Your room')),
        threadId,
      ),
    ];
    for (const one of wrong) expect(one.threadId).to.equal(one.id);
    expect(guest.inbox).to.have.length(5);
    expect(guest.inbox[0]?.header('in-reply-to')).to.equal(messageId);
    const thread = await rig.client.users.threads.get({ ...me, id: threadId, format: 'minimal' });
    expect(thread.data.messages?.map(({ id }) => id)).to.deep.equal([mail.id, right.id]);
    // Their answer comes back into the same thread.
    expect((await guest.replies({ text: 'Thanks' }, guest.inbox[0])).threadId).to.equal(threadId);
  });

  it('finds a sent mail by its Message-ID, keeps it, and strips Bcc', async () => {
    const hidden = rig.google.guest('hidden@example.org');
    const requestBody = { raw: raw(answerLines('<none@x>', ['Bcc: hidden@example.org'])) };
    const { data } = await rig.client.users.messages.send({ ...me, requestBody });
    const found = await rig.client.users.messages.list({ ...me, q: 'rfc822msgid:<answer-1@example.com>' });
    expect(found.data.messages?.map(({ id }) => id)).to.deep.equal([data.id]);
    expect(hidden.inbox).to.have.length(1);
    expect(hidden.inbox[0]?.raw.toString()).to.not.match(/bcc/i);
  });

  it('takes large mails by upload', async () => {
    const { threadId, messageId } = await rig.google
      .guest('ana@example.org')
      .writes({ subject: 'Room for two', text: 'Free?' });
    const mail = answerLines(messageId).join('\r\n');
    const upload = async (type: string, body: string) => {
      const headers = { authorization: `Bearer ${rig.google.accessToken()}`, 'content-type': type };
      const url = `${rig.google.url}/upload/gmail/v1/users/me/messages/send`;
      return (await (await fetch(url, { method: 'POST', headers, body })).json()) as { id: string; threadId: string };
    };
    const alone = await upload('message/rfc822', mail);
    expect(rig.google.mailbox.get(alone.id)?.messageId).to.equal('<answer-1@example.com>');
    const meta = `--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ threadId })}\r\n`;
    const whole = `${meta}--b\r\nContent-Type: message/rfc822\r\n\r\n${mail}\r\n--b--`;
    expect((await upload('multipart/related; boundary=b', whole)).threadId).to.equal(threadId);
  });

  it('writes itself into From where a client writes somebody else', async () => {
    const lines = answerLines('<none@x>').map((line) => line.replace('hotel@example.com>', 'boss@bank.example>'));
    const { data } = await rig.client.users.messages.send({ ...me, requestBody: { raw: raw(lines) } });
    const sent = rig.google.mailbox.get(data.id ?? '')?.raw.toString();
    expect(sent).to.match(/^From: Hotel <hotel@example.com>/);
    expect(sent).to.include('X-Google-Original-From: boss@bank.example');
  });

  it('labels mails, and says 409 for a label that exists', async () => {
    const { id } = await rig.google.guest('ana@example.org').writes({ text: 'Hello' });
    const label = (await rig.client.users.labels.create({ ...me, requestBody: { name: 'Bot/Handled' } })).data;
    expect(label).to.include({ id: 'Label_1', name: 'Bot/Handled', type: 'user' });
    const requestBody = { addLabelIds: ['Label_1'], removeLabelIds: ['UNREAD'] };
    const { data } = await rig.client.users.messages.modify({ ...me, id, requestBody });
    expect(data.labelIds).to.include('Label_1').and.not.include('UNREAD');
    const again = await rig.client.users.labels.create({ ...me, requestBody: { name: 'bot/handled' } }).catch((e) => e);
    expect(again.status).to.equal(409);
    expect((await rig.client.users.labels.list(me)).data.labels?.map(({ name }) => name)).to.include.members([
      'INBOX',
      'Bot/Handled',
    ]);
    expect((await rig.client.users.messages.list({ ...me, q: 'label:bot-handled' })).data.messages).to.have.length(1);
    const unknown = await rig.client.users.messages
      .modify({ ...me, id, requestBody: { addLabelIds: ['Nope'] } })
      .catch((e) => e);
    expect(unknown.status).to.equal(400);
  });

  it('pages through lists and the history, newest mail first', async () => {
    const guest = rig.google.guest('ana@example.org');
    const startHistoryId = String(rig.google.mailbox.history.current);
    for (let count = 0; count < 7; count += 1) await guest.writes({ subject: `Mail ${count}`, text: 'Hello' });
    rig.google.set({ mostPerPage: 3 });
    const ids: string[] = [];
    let pageToken = '';
    do {
      const { data } = await rig.client.users.messages.list({ ...me, ...(pageToken && { pageToken }) });
      ids.push(...(data.messages ?? []).map(({ id }) => id ?? ''));
      pageToken = data.nextPageToken ?? '';
    } while (pageToken);
    const all = rig.google.mailbox.all().map(({ id }) => id);
    expect(ids).to.deep.equal(all.toReversed());
    const added: string[] = [];
    do {
      const { data } = await rig.client.users.history.list({ ...me, startHistoryId, ...(pageToken && { pageToken }) });
      added.push(...(data.history ?? []).map(({ messagesAdded }) => messagesAdded?.[0]?.message?.id ?? ''));
      pageToken = data.nextPageToken ?? '';
    } while (pageToken);
    expect(added).to.deep.equal(all);
    expect((await rig.client.users.messages.list({ ...me, pageToken: 'x' }).catch((e) => e)).status).to.equal(400);
  });

  it('has forgotten old history: 404', async () => {
    const startHistoryId = String(rig.google.mailbox.history.current);
    await rig.google.guest('ana@example.org').writes({ text: 'Hello' });
    await rig.google.advance({ hours: 8 * 24 });
    await rig.google.guest('ana@example.org').writes({ text: 'Again' });
    const gone = await rig.client.users.history.list({ ...me, startHistoryId }).catch((e) => e);
    expect(gone.status).to.equal(404);
    const current = String(rig.google.mailbox.history.current);
    expect((await rig.client.users.history.list({ ...me, startHistoryId: current })).status).to.equal(200);
    rig.google.forgetHistory();
    expect((await rig.client.users.history.list({ ...me, startHistoryId: current }).catch((e) => e)).status).to.equal(
      404,
    );
  });

  it('lists the addresses that the mailbox may send as', async () => {
    rig.google.addAlias('reservas@example.com');
    const { data } = await rig.client.users.settings.sendAs.list(me);
    expect(data.sendAs?.map(({ sendAsEmail }) => sendAsEmail)).to.deep.equal([
      'hotel@example.com',
      'reservas@example.com',
    ]);
  });

  it('deletes nothing without the scope of all mail, and then says 404', async () => {
    const { id } = await rig.google.guest('ana@example.org').writes({ text: 'Hello' });
    expect((await rig.ask(`/messages/${id}`, { method: 'DELETE' })).status).to.equal(403);
    const token = rig.google.accessToken(['https://mail.google.com/']);
    expect((await rig.ask(`/messages/${id}`, { method: 'DELETE', token })).status).to.equal(204);
    expect((await rig.ask(`/messages/${id}`)).body.error).to.include({ code: 404, status: 'NOT_FOUND' });
  });

  it('answers several calls in one batch, each with its own status', async () => {
    const { id } = await rig.google.guest('ana@example.org').writes({ text: 'Hello' });
    const part = (target: string) =>
      `--b\r\nContent-Type: application/http\r\nContent-ID: <${target.length}>\r\n\r\nGET ${target} HTTP/1.1\r\n\r\n\r\n`;
    const response = await fetch(`${rig.google.url}/batch/gmail/v1`, {
      method: 'POST',
      headers: { authorization: `Bearer ${rig.google.accessToken()}`, 'content-type': 'multipart/mixed; boundary=b' },
      body: `${part(`/gmail/v1/users/me/messages/${id}?format=minimal`)}${part('/gmail/v1/users/me/messages/abc')}--b--`,
    });
    const text = await response.text();
    expect(text.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200', 'HTTP/1.1 404']);
    expect(text).to.include(`"id":"${id}"`);
  });
});
