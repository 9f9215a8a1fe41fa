import type { Checked } from '@botones/contract';
import { GmailError } from './api/errors.ts';
import { GrantError } from './auth/grant.ts';
import { scope } from './auth/scope.ts';
import type { Mailbox } from './open-gmail.ts';
import type { Options } from './options.ts';

interface Subject {
  readonly mailbox: Mailbox;
  readonly options: Options;
  readonly address: string;
}

const ok = (what: string, found: string): Checked => ({ what, state: 'ok', found });
const wrong = (what: string, found: string, cure: string): Checked => ({ what, state: 'wrong', found, cure });
const connect = 'Run npm run gmail -- connect, as the mailbox of the hotel';

/** Asks Google, one thing after the other; what rests on something that is wrong is not asked. */
export async function check(subject: Subject, url: string | null, signal: AbortSignal): Promise<Checked[]> {
  const found = [await checkGrant(subject, signal)];
  if (found[0]?.state !== 'ok') return found;
  found.push(await checkRights(subject, signal));
  if (subject.options.push) found.push(await checkPush(subject, url, signal));
  return found;
}

async function checkGrant({ mailbox, options, address }: Subject, signal: AbortSignal): Promise<Checked> {
  const what = 'mailbox';
  try {
    const { emailAddress } = await mailbox.gmail.profile(signal);
    if (emailAddress.toLowerCase() === address) return ok(what, `${emailAddress} lets the bot in`);
    return wrong(
      what,
      `the consent is of ${emailAddress}, "account" says ${address}`,
      `Correct "account". Or: ${connect}`,
    );
  } catch (error) {
    return failed(what, error, options, cureOf(error, options));
  }
}

/** What keeps the bot out of the mailbox is mended in different places. */
function cureOf(error: unknown, { serviceAccount }: Options): string {
  if (error instanceof GmailError && error.reason === 'accessNotConfigured')
    return 'Switch it on in the Google Cloud console › APIs & services › Library › Gmail API';
  const { reason = '' } = error instanceof GrantError ? error : {};
  const cure = cures[reason];
  if (cure !== undefined) return cure;
  if (!serviceAccount) return connect;
  return `In the Google admin console › Security › API controls › Domain-wide delegation, give the client id of the service account the scope ${scope}, and see that "account" is a mailbox of that domain`;
}

const clients = 'the Google Cloud console › Google Auth Platform › Clients';
const cures: Readonly<Record<string, string>> = {
  invalid_client: `Copy "clientId" and "clientSecret" anew from ${clients}`,
  deleted_client: `Make a client of the type Desktop app in ${clients}, put its id and secret into the YAML, and connect anew`,
  bad_key: 'Copy the "private_key" of the JSON key file whole, with its lines BEGIN and END',
  sealed: `Set "tokenKey" to the key that it was stored with. Or: ${connect}`,
};

/** A Google that cannot be reached is cured elsewhere than one that refuses. */
function failed(what: string, error: unknown, { urls }: Options, cure: string): Checked {
  // What `fetch` throws where there is no answer at all.
  if (error instanceof TypeError) {
    const { code = 'no connection' } = Object(error.cause) as { code?: unknown };
    const hosts = [urls.api, urls.token].map((url) => new URL(url).host).join(' and ');
    return wrong(what, `Google cannot be reached (${code})`, `Let this machine reach ${hosts}: network, firewall, DNS`);
  }
  const isOff = error instanceof GmailError && error.reason === 'accessNotConfigured';
  const found = error instanceof Error ? error.message : 'no answer';
  return wrong(what, isOff ? 'the Gmail API is off' : found, cure);
}

/** Reading one list, and one call that needs to write. */
async function checkRights({ mailbox, options }: Subject, signal: AbortSignal): Promise<Checked> {
  const what = 'rights';
  try {
    await mailbox.gmail.list({ maxResults: 1 }, signal);
    const { labels = [] } = await mailbox.gmail.labels(signal);
    const ours = [options.labels.handled, options.labels.human];
    for (const name of ours) {
      if (labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) continue;
      await mailbox.gmail.createLabel(
        { name, labelListVisibility: 'labelShow', messageListVisibility: 'show' },
        signal,
      );
    }
    return ok(what, `it reads, labels (${ours.join(', ')}) and sends`);
  } catch (error) {
    const cure = 'The consent lacks the scope gmail.modify. Connect anew and leave every box of the consent ticked';
    return failed(what, error, options, cure);
  }
}

async function checkPush({ mailbox, options }: Subject, url: string | null, signal: AbortSignal): Promise<Checked> {
  const what = 'push';
  const topic = options.push?.topic ?? '';
  try {
    await mailbox.gmail.watch({ topicName: topic, labelIds: ['INBOX'], labelFilterBehavior: 'INCLUDE' }, signal);
  } catch (error) {
    const cure = `Give gmail-api-push@system.gserviceaccount.com the role Pub/Sub Publisher on ${topic}`;
    return failed(what, error, options, cure);
  }
  if (url === null) {
    const cure = 'Set PUBLIC_URL to the https address under which Google reaches this bot';
    return { what, state: 'unknown', found: 'nobody has said where this bot is reached', cure };
  }
  return ok(what, `Gmail rings ${topic}; its subscription must push to ${url}`);
}
