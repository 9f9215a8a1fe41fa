import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeToken } from '../../../channels/gmail/auth/token-file.ts';
import { startFakeGmail } from '../../fakes/gmail/index.ts';
import { eventually } from '../../support/eventually.ts';
import { openGmailHotel } from '../../support/gmail-hotel.ts';

describe('gmail: a whole hotel whose consent is revoked', function () {
  this.timeout(60_000);

  it('stops, tells operators, and goes on with a new one, without losing a mail', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'botones-gmail-'));
    const [tokenFile, tokenKey] = [join(folder, 'token.json'), 'a key for tests only'];
    const google = await startFakeGmail();
    const { clientId, clientSecret, refreshToken } = google.oauth;
    await writeToken(tokenFile, tokenKey, refreshToken);
    const hotel = await openGmailHotel({
      google,
      options: { oauth: { clientId, clientSecret, tokenFile, tokenKey } },
    });
    try {
      const ana = google.guest('Ana <ana@example.org>');
      const { alerts } = hotel.staff;
      await hotel.settle();
      google.revoke();
      await ana.writes({ subject: 'Wifi', text: 'what is the wifi password?' });
      await eventually('operators are told', async () => {
        await hotel.ring();
        return alerts.length > 0;
      });
      expect(alerts[0]).to.include({ kind: 'channel.locked_out', property: 'miramar', system: 'channel:gmail' });
      const asked = google.calls.filter(({ method }) => method === 'token').length;
      await hotel.ring();
      await hotel.ring();
      expect(google.calls.filter(({ method }) => method === 'token').length, 'it never loops').to.equal(asked);
      const shown = await fetch(`${hotel.url}/metrics`).then((response) => response.text());
      expect(shown).to.match(/botones_channel_locked_out\{[^}]*channel="gmail"[^}]*\} 1/);

      const { accounts } = google.world;
      const scopes = new Set(['https://www.googleapis.com/auth/gmail.modify']);
      await writeToken(tokenFile, tokenKey, accounts.newGrant({ mailbox: google.mailbox.address, clientId, scopes }));
      await eventually('the mail is answered', async () => {
        await hotel.ring();
        return ana.inbox.length > 0;
      });
      await eventually('operators hear of it', () => alerts.length > 1);
      expect(alerts.map(({ kind }) => kind)).to.deep.equal(['channel.locked_out', 'channel.admitted']);
      await hotel.settle();
      expect(ana.inbox).to.have.length(1);
    } finally {
      await hotel.stop();
      await google.close();
      await rm(folder, { recursive: true });
    }
  });
});
