import type { SetupProblem } from '@botones/contract';
import { isRight, type Reply } from './client.ts';
import type { Desk } from './desk.ts';
import { askRates } from './extra.ts';
import { untaxed } from './quote.ts';
import { codeOf } from './refuse.ts';
import { type Right, rightsFor, tooMuch } from './rights.ts';
import { numberOf } from './values.ts';

const page = 'Advanced Parameters > Webservice of QloApps';

/** From the outside in: the address, the key, each right, what the hotel has on sale. Changes nothing. */
export async function checkSetup(desk: Desk, signal: AbortSignal): Promise<SetupProblem[]> {
  const door = await checkDoor(desk, signal);
  if (door !== null) return [door];
  const problems: SetupProblem[] = [];
  for (const right of rightsFor(desk.options)) problems.push(...(await checkRight(desk, right, signal)));
  await warnOfTooMuch(desk, signal);
  return problems.length > 0 ? problems : checkHotel(desk, signal);
}

/** Does QloApps answer there, to this key? */
async function checkDoor({ client, options }: Desk, signal: AbortSignal): Promise<SetupProblem | null> {
  const found = (problem: string, cure: string) => ({ operation: 'checkSetup', problem, cure });
  const { host } = new URL(options.url);
  let reply: Reply;
  try {
    reply = await client.send('hotels', { query: { limit: 1 }, signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const isSlow = codeOf(error) === 'ERR_PMS_TIMEOUT';
    const problem = isSlow ? `${host} does not answer in ${options.timeoutSeconds} s` : `${host} cannot be reached`;
    return found(problem, 'look whether `url` is right, and whether the shop can be reached from this machine');
  }
  const { status, codes, location } = reply;
  const has = (...wanted: number[]) => codes.some((code) => wanted.includes(code));
  if (has(22)) return found('the webservice is off', `switch it on: ${page}, "Enable QloApps webservice: yes"`);
  if (has(21)) return found('the key has no right at all', `tick the rights of plugins/pms/qloapps/README.md: ${page}`);
  // One code for both.
  if (has(20))
    return found(
      'QloApps does not know the key, or it is not active',
      `copy it again and set its status to enabled: ${page}`,
    );
  if (status === 401 && !isRight(reply) && (codes.length === 0 || has(16)))
    return found(
      'the web server keeps the key from QloApps, or the key is empty',
      'let it pass the header on (Apache: `SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1`, or `CGIPassAuth On`)',
    );
  if (status === 401 && !isRight(reply)) return found('QloApps does not know the key', `copy it again: ${page}`);
  if (status >= 300 && status < 400)
    return found(
      `${host} sends callers elsewhere`,
      `write the address that it sends to as \`url\`: ${location ?? '?'}`,
    );
  if (status === 404)
    return found(
      options.direct ? `there is no QloApps at ${options.url}` : `${options.url}/api/ is not there`,
      options.direct
        ? 'write the address of the shop itself as `url`, without `/api`'
        : 'look whether `url` is the address of the shop; where its server does not rewrite addresses, write `direct: true`',
    );
  if (status >= 500 || status === 429)
    return found(
      `${host} answers with an error (HTTP ${status})`,
      'look into the error log of the shop, and try again',
    );
  if (reply.json === null && !isRight(reply))
    return found(`what answers at ${options.url} is no QloApps`, 'write the address of the shop itself as `url`');
  return null;
}

async function checkRight({ client }: Desk, right: Right, signal: AbortSignal): Promise<SetupProblem[]> {
  const { resource, verb, operation, path = resource, query, body } = right;
  const name = `${resource}: ${verb}`;
  const reply = await client
    .send(path, { method: verb, ...(query && { query }), ...(body === undefined ? {} : { body }), signal })
    .catch(() => null);
  signal.throwIfAborted();
  if (reply === null)
    return [{ operation, problem: `no answer to ${name}`, cure: 'try again, and look into the error log of the shop' }];
  if (reply.codes.includes(27))
    return [{ operation, problem: `QloApps knows no ${resource}`, cure: 'update QloApps to 1.6.1 or later' }];
  if (isRight(reply))
    return [
      { operation, problem: `the key lacks the right ${name}`, cure: `tick ${verb} beside ${resource}: ${page}` },
    ];
  const isEmptyWrite = body !== undefined && verb !== 'GET';
  if (reply.status >= 500 && !isEmptyWrite)
    return [
      { operation, problem: `${name} fails (HTTP ${reply.status})`, cure: 'look into the error log of the shop' },
    ];
  return [];
}

async function warnOfTooMuch({ client, context }: Desk, signal: AbortSignal): Promise<void> {
  for (const resource of tooMuch) {
    const reply = await client.send(resource, { query: { limit: 1 }, signal }).catch(() => null);
    signal.throwIfAborted();
    if (reply?.status === 200 && reply.json !== null)
      context.log('The key has a right that the bot does not need: take it away', { resource });
  }
}

/** With all rights: is there something to sell, and can it be priced? */
async function checkHotel(desk: Desk, signal: AbortSignal): Promise<SetupProblem[]> {
  const { client, options, context } = desk;
  const found = (operation: string, problem: string, cure: string) => ({ operation, problem, cure });
  const hotels = await client.list('hotels', 'hotels', { query: { limit: 1000 }, signal });
  const ids = hotels.map(({ id }) => numberOf(id));
  if (!ids.includes(options.hotel))
    return [
      found(
        'getProperties',
        `there is no hotel ${options.hotel}`,
        `write one of these as \`hotel\`: ${ids.join(', ')}`,
      ),
    ];
  const catalog = await desk.catalog(signal);
  if (catalog.types.length === 0)
    return [
      found('getRoomTypes', `hotel ${options.hotel} sells no room type`, 'activate one, for order and on the website'),
    ];
  const { rates, currency } = await askRates(desk, catalog, signal);
  if (currency !== context.property.currency)
    context.log('QloApps has another currency than the property: write it as `currency` of the property', { currency });
  const groups = catalog.types.map((type) => untaxed(type, rates)).filter((group) => group !== undefined);
  return [...new Set(groups)].map((group) =>
    found(
      'searchOffers',
      `the tax of a fee is not known (tax rules group ${group}), so its room types are not sold`,
      `write its percentage: \`taxes: {"${group}": 21}\``,
    ),
  );
}
