/** One change of one number: `{field, value}` of the envelope, and the account that it stands under. */
export interface Update {
  waba: string;
  field: string;
  value: Record<string, unknown>;
}

interface Change {
  field: string;
  value: Record<string, unknown>;
}

/** The envelope around some updates: an entry an account, a change an update. */
export function envelope(updates: readonly Update[], merge: boolean): Record<string, unknown> {
  const entries = new Map<string, Change[]>();
  for (const { waba, field, value } of updates) {
    const changes = entries.get(waba) ?? [];
    const last = changes.at(-1);
    if (merge && last && last.field === field && numberOf(last.value) === numberOf(value))
      last.value = join(last.value, value);
    else changes.push({ field, value });
    entries.set(waba, changes);
  }
  return { object: 'whatsapp_business_account', entry: [...entries].map(([id, changes]) => ({ id, changes })) };
}

const numberOf = ({ metadata }: Record<string, unknown>) => (metadata as { phone_number_id?: string })?.phone_number_id;

/** Lists are joined, contacts once each; all else is the same. */
function join(one: Record<string, unknown>, other: Record<string, unknown>): Record<string, unknown> {
  const joined: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    if (!Array.isArray(value)) joined[key] = value;
    else joined[key] = once([...((one[key] as unknown[]) ?? []), ...value], key === 'contacts');
  }
  return joined;
}

function once(items: unknown[], really: boolean): unknown[] {
  if (!really) return items;
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
