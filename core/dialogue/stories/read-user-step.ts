import type { Piece } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { parseAnnotation } from '../../config/rasa/parse-annotation.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import type { Domain } from '../domain/domain.ts';
import { parsePayload } from '../domain/parse-payload.ts';
import type { Mark, UserEvent } from '../tracking/event.ts';

/** What a reader of steps must know beside them. */
export interface StepContext {
  readonly domain: Domain;
  readonly findings: Findings;
  readonly kind: 'rule' | 'story' | 'test';
  /** Names that no file declares: Rasa only warns of them; where nobody could serve them they are faults. */
  readonly undeclared: 'warn' | 'fault';
}

/** Reads `intent:` with its `entities:`, `user:` or both; null where nothing is said. */
export function readUserStep(step: Piece, context: StepContext): UserEvent | null {
  const text = step.child('user').value;
  const intent = intentOf(step, context);
  if (text === undefined && intent === null) return null;
  const said = typeof text === 'string' ? parseAnnotation(text.trim()) : null;
  for (const { message, cure } of said?.problems ?? []) context.findings.warn(step.at(['user']), message, cure);
  const entities = said === null ? readMarks(step.child('entities')) : marksOf(said, context);
  const whole = String(step.child('intent').value).trim().replace(/^\//, '');
  const selected = context.kind === 'test' && whole.startsWith(`${intent}/`) && { selected: whole };
  return { type: 'user', text: said?.text ?? null, understanding: { intent, confidence: 1, entities, ...selected } };
}

function marksOf({ text, entities }: ReturnType<typeof parseAnnotation>, { domain }: StepContext): readonly Mark[] {
  return parsePayload(text, domain)?.entities ?? entities;
}

/** A retrieval intent counts by its base: `faq` for `faq/ask_wifi`. */
function intentOf(step: Piece, { domain, findings, kind, undeclared }: StepContext): string | null {
  const written = step.child('intent').value;
  if (written === undefined || written === null || written === '') return null;
  const [name = '', key] = String(written).trim().replace(/^\//, '').split('/');
  if (key !== undefined && kind !== 'test') {
    findings.warn(step.at(['intent']), `"${written}" counts as "${name}" here`, 'write the part before the "/" only');
  }
  if (!domain.intents.has(name)) {
    const cure = didYouMean(name, domain.intents.keys(), `add "- ${name}" below intents:`);
    findings[undeclared](step.at(['intent']), `intent "${name}" is not declared`, cure);
  }
  return name;
}

/** `[{city: Rome, role: to}]`, or names alone. */
function readMarks(piece: Piece): Mark[] {
  if (!Array.isArray(piece.value)) return [];
  return piece.value.flatMap((entry: unknown): Mark[] => {
    if (typeof entry !== 'object' || entry === null) return [{ entity: String(entry), value: '' }];
    const { role, group, ...named } = entry as Record<string, unknown>;
    return Object.entries(named).map(([entity, value]) => ({
      entity,
      value,
      ...(role != null && { role: String(role) }),
      ...(group != null && { group: String(group) }),
    }));
  });
}
