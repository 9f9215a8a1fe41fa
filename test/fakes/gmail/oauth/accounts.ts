import { createHash } from 'node:crypto';
import type { FakeClock } from '../../clock.ts';
import type { Settings } from '../settings.ts';

/** What a person consented to. */
export interface Grant {
  mailbox: string;
  clientId: string;
  scopes: ReadonlySet<string>;
  revoked: boolean;
  /** Null: lives on. Apps under test get seven days. */
  expires: Temporal.Instant | null;
}

export interface Access {
  mailbox: string;
  scopes: ReadonlySet<string>;
  until: number;
  /** The refresh token that it came from; null: of a service account. */
  from: string | null;
}

/** A consent that was given and not yet exchanged. */
export interface Code extends Pick<Grant, 'mailbox' | 'clientId' | 'scopes'> {
  redirectUri: string;
  /** PKCE, S256; null where the app sent none. */
  challenge: string | null;
  offline: boolean;
  until: number;
}

export interface ServiceAccount {
  email: string;
  /** SPKI PEM. */
  publicKey: string;
  /** Scopes that an administrator delegated. */
  scopes: Set<string>;
  /** Mailboxes of the Workspace. */
  mailboxes: Set<string>;
}

/** Who may have tokens, and those that are out. */
export interface Accounts {
  /** Secrets by client id. */
  readonly clients: Map<string, string>;
  readonly grants: Map<string, Grant>;
  readonly codes: Map<string, Code>;
  readonly serviceAccounts: Map<string, ServiceAccount>;
  /** Access tokens handed out so far. */
  readonly issued: number;
  issue(access: Omit<Access, 'until'>): { token: string; seconds: number };
  /** A token that is good now; null otherwise. */
  access(token: string): Access | null;
  newGrant(grant: Omit<Grant, 'revoked' | 'expires'>): string;
  /** A refresh token or an access token, with all that came from it. */
  revoke(token: string): boolean;
  /** Withdraws all access tokens before their time; grants live on. */
  dropAccess(): void;
}

export function openAccounts(clock: FakeClock, settings: Settings): Accounts {
  const tokens = new Map<string, Access>();
  const grants = new Map<string, Grant>();
  let count = 0;
  const next = (seed: string) => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest('base64url');
  };
  let issued = 0;
  return {
    clients: new Map(),
    grants,
    codes: new Map(),
    serviceAccounts: new Map(),
    get issued() {
      return issued;
    },
    issue(access) {
      const token = `ya29.a0${next('access')}`;
      issued += 1;
      tokens.set(token, { ...access, until: clock.now().epochMilliseconds + settings.tokenSeconds * 1000 });
      return { token, seconds: settings.tokenSeconds };
    },
    access(token) {
      const access = tokens.get(token);
      return access && access.until > clock.now().epochMilliseconds ? access : null;
    },
    newGrant(grant) {
      const token = `1//0${next('refresh')}`;
      grants.set(token, { ...grant, revoked: false, expires: null });
      return token;
    },
    revoke(token) {
      const refresh = grants.has(token) ? token : (tokens.get(token)?.from ?? null);
      const known = refresh !== null || tokens.has(token);
      const grant = refresh === null ? undefined : grants.get(refresh);
      if (grant) grant.revoked = true;
      for (const [name, access] of tokens) {
        if (name === token || (refresh !== null && access.from === refresh)) tokens.delete(name);
      }
      return known;
    },
    dropAccess: () => tokens.clear(),
  };
}
