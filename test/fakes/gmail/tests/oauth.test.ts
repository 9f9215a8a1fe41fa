import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { importPKCS8, SignJWT } from 'jose';
import { openRig, type Rig } from './rig.ts';

const scope = 'https://www.googleapis.com/auth/gmail.modify';

describe('the token endpoint of the fake Gmail', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.google.close());

  const refreshForm = () => {
    const { clientId, clientSecret, refreshToken } = rig.google.oauth;
    return {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    };
  };

  it('gives an access token that is good for an hour, and no new refresh token', async () => {
    const { status, body } = await rig.token(refreshForm());
    expect(status).to.equal(200);
    expect(body).to.include({ expires_in: 3599, token_type: 'Bearer', scope }).and.not.have.property('refresh_token');
    expect((await rig.ask('/profile', { token: body.access_token })).status).to.equal(200);
    await rig.google.advance({ hours: 1 });
    const late = await rig.ask('/profile', { token: body.access_token });
    expect(late.status).to.equal(401);
    expect(late.body.error).to.deep.include({ status: 'UNAUTHENTICATED' });
    expect(late.body.error.errors[0]).to.include({ reason: 'authError', location: 'Authorization' });
  });

  it('refuses a revoked grant, together with its tokens', async () => {
    const { body } = await rig.token(refreshForm());
    rig.google.revoke();
    expect((await rig.ask('/profile', { token: body.access_token })).status).to.equal(401);
    const after = await rig.token(refreshForm());
    expect(after.status).to.equal(400);
    expect(after.body).to.deep.equal({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
    const error = await rig.client.users.getProfile({ userId: 'me' }).catch((cause) => cause);
    expect(error.response.data.error).to.equal('invalid_grant');
  });

  it('knows its clients and forms', async () => {
    const code = async (form: Record<string, string>) => (await rig.token(form)).body.error;
    expect(await code({ ...refreshForm(), client_secret: 'x' })).to.equal('invalid_client');
    expect(await code({ ...refreshForm(), client_id: 'x' })).to.equal('invalid_client');
    expect(await code({ ...refreshForm(), refresh_token: 'x' })).to.equal('invalid_grant');
    expect(await code({ ...refreshForm(), grant_type: 'password' })).to.equal('unsupported_grant_type');
    const response = await fetch(rig.google.urls.token, { method: 'POST', body: JSON.stringify(refreshForm()) });
    expect(response.status).to.equal(400);
  });

  it('answers 403 where the scope is missing, by its own reason', async () => {
    const token = rig.google.accessToken(['https://www.googleapis.com/auth/gmail.readonly']);
    const { status, body } = await rig.ask('/labels', { method: 'POST', body: { name: 'x' }, token });
    expect(status).to.equal(403);
    expect(body.error.errors[0].reason).to.equal('insufficientPermissions');
    expect((await rig.ask('/messages', { token })).status).to.equal(200);
    const narrow = rig.google.accessToken(['https://www.googleapis.com/auth/gmail.metadata']);
    expect((await rig.ask('/messages?q=hello', { token: narrow })).status).to.equal(403);
  });

  describe('for a service account', () => {
    const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
    async function ask(wishes: Record<string, unknown> = {}, pem = rig.google.serviceAccount.privateKey) {
      const now = Math.floor(rig.google.clock.now().epochMilliseconds / 1000);
      const { email } = rig.google.serviceAccount;
      const claims = {
        iss: email,
        sub: 'hotel@example.com',
        scope,
        aud: rig.google.urls.token,
        iat: now,
        exp: now + 3600,
        ...wishes,
      };
      const key = await importPKCS8(pem, 'RS256');
      const assertion = await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(key);
      return rig.token({ grant_type, assertion });
    }

    it('gives a token for the delegated mailbox', async () => {
      const { body } = await ask();
      expect((await rig.ask('/profile', { token: body.access_token })).body.emailAddress).to.equal('hotel@example.com');
    });

    it('refuses what is not delegated, not signed, not for Google or not short-lived', async () => {
      const now = Math.floor(rig.google.clock.now().epochMilliseconds / 1000);
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const foreign = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      rig.google.addMailbox('boss@example.com');
      expect((await ask({}, foreign)).body.error_description).to.equal('Invalid JWT Signature.');
      expect((await ask({ aud: 'https://elsewhere.example' })).body.error_description).to.match(/audience/);
      expect((await ask({ exp: now + 7200 })).body.error_description).to.match(/short-lived/);
      expect((await ask({ iat: now - 7200, exp: now - 3600 })).body.error_description).to.match(/short-lived/);
      expect((await ask({ iss: 'nobody@x.iam.gserviceaccount.com' })).body.error).to.equal('invalid_grant');
      expect((await ask({ sub: 'ghost@example.com' })).body.error).to.equal('invalid_grant');
      expect((await ask({ sub: 'boss@example.com' })).body.error).to.equal('unauthorized_client');
      expect((await ask({ scope: 'https://mail.google.com/' })).body.error).to.equal('unauthorized_client');
      expect((await ask({ scope: '' })).body.error).to.equal('invalid_scope');
    });
  });

  describe('after consent', () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const redirect_uri = 'http://127.0.0.1:49152/done';
    async function consent(wishes: Record<string, string> = {}) {
      const query = {
        client_id: rig.google.oauth.clientId,
        redirect_uri,
        response_type: 'code',
        scope,
        state: 'st4te',
        code_challenge: challenge,
        code_challenge_method: 'S256',
        access_type: 'offline',
        prompt: 'consent',
        ...wishes,
      };
      const response = await fetch(`${rig.google.urls.consent}?${new URLSearchParams(query)}`, { redirect: 'manual' });
      const location = response.headers.get('location');
      return { status: response.status, back: location === null ? null : new URL(location).searchParams };
    }
    const exchange = (code: string, wishes: Record<string, string> = {}) => {
      const { clientId: client_id, clientSecret: client_secret } = rig.google.oauth;
      const form = {
        grant_type: 'authorization_code',
        code,
        client_id,
        client_secret,
        redirect_uri,
        code_verifier: verifier,
      };
      return rig.token({ ...form, ...wishes });
    };

    it('gives a refresh token once, to who knows the verifier', async () => {
      const { back } = await consent();
      expect(back?.get('state')).to.equal('st4te');
      const code = back?.get('code') ?? '';
      const { body } = await exchange(code);
      expect(body.refresh_token).to.match(/^1\/\/0/);
      expect((await exchange(code)).body.error).to.equal('invalid_grant');
      expect((await rig.token({ ...refreshForm(), refresh_token: body.refresh_token })).status).to.equal(200);
    });

    it('refuses another verifier, another address, a late code', async () => {
      const code = async () => (await consent()).back?.get('code') ?? '';
      expect((await exchange(await code(), { code_verifier: 'w'.repeat(50) })).body.error).to.equal('invalid_grant');
      expect((await exchange(await code(), { code_verifier: '' })).body.error).to.equal('invalid_grant');
      expect((await exchange(await code(), { redirect_uri: 'http://127.0.0.1:1/' })).body.error).to.equal(
        'redirect_uri_mismatch',
      );
      const late = await code();
      await rig.google.advance({ minutes: 11 });
      expect((await exchange(late)).body.error).to.equal('invalid_grant');
    });

    it('sends nobody elsewhere, and gives nothing lasting to who did not ask', async () => {
      expect(await consent({ redirect_uri: 'https://elsewhere.example/' })).to.deep.equal({ status: 400, back: null });
      const online = await consent({ access_type: 'online' });
      expect((await exchange(online.back?.get('code') ?? '')).body).to.not.have.property('refresh_token');
      rig.google.set({ consent: 'deny' });
      expect((await consent()).back?.get('error')).to.equal('access_denied');
    });
  });
});
