import { type Answer, json, type Request } from '../../http.ts';
import { GraphError } from '../graph-error.ts';
import type { PhoneNumber, World } from '../world.ts';
import { allow, type Caller, hasExpired, MANAGEMENT, MESSAGING } from './authorise.ts';

/** `GET /debug_token?input_token=…`: what a token is good for. */
export function debugToken(world: World, caller: Caller, { query }: Request): Answer {
  const input = query.get('input_token');
  if (!input) throw new GraphError(100, { message: '(#100) The parameter input_token is required.' });
  const token = world.tokens.get(input);
  if (!token) {
    const error = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' };
    return json({ data: { error, is_valid: false, scopes: [] } });
  }
  if (caller.kind === 'user' && caller.token !== token) {
    throw new GraphError(100, {
      message:
        '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
    });
  }
  const dead = token.revoked || hasExpired(world, token);
  const targets = token.wabas ?? [...world.subscribed, ...[...world.numbers.values()].map(({ waba }) => waba)];
  return json({
    data: {
      app_id: world.app.id,
      type: 'SYSTEM_USER',
      application: world.app.name,
      expires_at: token.expires ? Math.floor(token.expires.epochMilliseconds / 1000) : 0,
      is_valid: !dead,
      ...(dead
        ? { error: { code: 190, message: 'Error validating access token', subcode: token.revoked ? 460 : 463 } }
        : {}),
      scopes: token.scopes,
      granular_scopes: token.scopes.map((scope) => ({ scope, target_ids: [...new Set(targets)] })),
      user_id: '122100000000001',
    },
  });
}

/** `GET /{phone number}?fields=…`. */
export function describeNumber(world: World, caller: Caller, number: PhoneNumber, { query }: Request): Answer {
  allow(caller, [MANAGEMENT, MESSAGING], number.waba);
  return json(pickFields(numberFields(world, number), query.get('fields'), numberDefaults, number.id));
}

/** `GET /{account}/phone_numbers`. */
export function listNumbers(world: World, caller: Caller, waba: string, { query }: Request): Answer {
  allow(caller, [MANAGEMENT], waba);
  const numbers = [...world.numbers.values()].filter((one) => one.waba === waba);
  const data = numbers.map((one) => pickFields(numberFields(world, one), query.get('fields'), numberDefaults, one.id));
  return json({ data, paging: { cursors: { before: 'a', after: 'b' } } });
}

/** `GET /{account}/message_templates`. */
export function listTemplates(world: World, caller: Caller, waba: string): Answer {
  allow(caller, [MANAGEMENT], waba);
  const data = world.templates.map(
    ({ name, language, category = 'UTILITY', status = 'APPROVED', header, body, buttons }, index) => ({
      id: String(594000000000000 + index),
      name,
      language,
      category,
      status,
      components: [
        ...(header === undefined ? [] : [{ type: 'HEADER', format: 'TEXT', text: header }]),
        { type: 'BODY', text: body },
        ...(buttons ? [{ type: 'BUTTONS', buttons }] : []),
      ],
    }),
  );
  return json({ data, paging: { cursors: { before: 'a', after: 'b' } } });
}

export function describeAccount(caller: Caller, waba: string, { query }: Request): Answer {
  allow(caller, [MANAGEMENT], waba);
  const fields = { id: waba, name: 'The hotel', timezone_id: '1', message_template_namespace: 'ns_1', currency: 'EUR' };
  return json(pickFields(fields, query.get('fields'), Object.keys(fields), waba));
}

const numberDefaults = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'id',
];

function numberFields(world: World, { display, verifiedName, registered }: PhoneNumber): Record<string, unknown> {
  return {
    verified_name: verifiedName,
    code_verification_status: 'VERIFIED',
    display_phone_number: display,
    quality_rating: 'GREEN',
    platform_type: registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    throughput: { level: world.settings.limits.numberPerSecond > 80 ? 'HIGH' : 'STANDARD' },
    status: registered ? 'CONNECTED' : 'DISCONNECTED',
    name_status: 'APPROVED',
    account_mode: 'LIVE',
    messaging_limit_tier: 'TIER_1K',
    webhook_configuration: world.app.callbackUrl ? { application: world.app.callbackUrl } : {},
  };
}

/** Only what was asked for; a field that does not exist is an error, as with Meta. */
function pickFields(all: Record<string, unknown>, wanted: string | null, defaults: readonly string[], id: string) {
  const names = wanted ? wanted.split(',').map((name) => name.trim()) : defaults;
  const whole: Record<string, unknown> = { ...all, id };
  for (const name of names) {
    if (!Object.hasOwn(whole, name)) {
      throw new GraphError(100, {
        message: `(#100) Tried accessing nonexisting field (${name}) on node type (WhatsAppBusinessPhoneNumber)`,
      });
    }
  }
  return Object.fromEntries([...new Set([...names, 'id'])].map((name) => [name, whole[name]]));
}
