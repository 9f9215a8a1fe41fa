import { invalid, missingScope } from '../google-error.ts';
import { readWords } from '../mail/headers.ts';
import type { Entity } from '../mail/read-mail.ts';
import { type Stored, snippetOf } from '../mailbox/stored.ts';
import { scopes } from './authorise.ts';
import { type Context, encode } from './context.ts';

/** A mail as `messages.get` and `threads.get` give it. */
export function messageOf(context: Context, mail: Stored): Record<string, unknown> {
  const { query } = context.request;
  const format = (query.get('format') ?? 'full').toLowerCase();
  const bare = {
    id: mail.id,
    threadId: mail.threadId,
    labelIds: [...mail.labels],
    snippet: snippetOf(mail),
    historyId: String(mail.historyId),
    internalDate: String(mail.at),
    sizeEstimate: mail.raw.length,
  };
  const onlyMetadata = ![scopes.full, scopes.modify, scopes.readonly].some((scope) => context.scopes.has(scope));
  if (onlyMetadata && (format === 'full' || format === 'raw')) throw missingScope();
  if (format === 'minimal') return bare;
  if (format === 'raw') return { ...bare, raw: encode(context, mail.raw) };
  if (format === 'metadata') {
    const wanted = query.getAll('metadataHeaders').map((name) => name.toLowerCase());
    const headers = headersOf(mail.mail).filter(
      ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()),
    );
    return { ...bare, payload: { mimeType: mail.mail.mimeType, headers } };
  }
  if (format !== 'full') throw invalid(`Invalid value at 'format' (TYPE_ENUM), "${format}"`);
  return { ...bare, payload: partOf(context, mail, mail.mail, '') };
}

function partOf(context: Context, mail: Stored, entity: Entity, partId: string): Record<string, unknown> {
  const parts = entity.parts.map((part, index) =>
    partOf(context, mail, part, partId ? `${partId}.${index}` : String(index)),
  );
  const { mimeType, filename, body } = entity;
  return {
    partId,
    mimeType,
    filename,
    headers: headersOf(entity),
    body: bodyOf(),
    ...(parts.length > 0 && { parts }),
  };

  function bodyOf(): Record<string, unknown> {
    if (entity.parts.length > 0 || body.length === 0) return { size: body.length };
    const apart = filename !== '' || !mimeType.startsWith('text/') || body.length > context.world.settings.inlineBytes;
    if (!apart) return { size: body.length, data: encode(context, body) };
    return { attachmentId: attachmentId(partId), size: body.length };
  }
}

function headersOf({ headers }: Entity) {
  return headers.map(({ name, value }) => ({ name, value: readWords(value) }));
}

let count = 0;

/** Another one at every look, all of which are good. */
function attachmentId(partId: string): string {
  count += 1;
  return `ANGjdJ8${Buffer.from(`${count} ${partId}`).toString('base64url')}`;
}

/** The part that an attachment id means; null: none. */
export function attachmentOf(mail: Stored, id: string): Entity | null {
  if (!id.startsWith('ANGjdJ8')) return null;
  const [, partId = '-'] = /^\d+ ([\d.]*)$/.exec(Buffer.from(id.slice(7), 'base64url').toString()) ?? [];
  if (partId === '-') return null;
  const steps = partId === '' ? [] : partId.split('.').map(Number);
  return steps.reduce<Entity | null>((entity, index) => entity?.parts[index] ?? null, mail.mail);
}
