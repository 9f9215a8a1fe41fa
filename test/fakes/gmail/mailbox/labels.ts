import { GoogleError, invalid, notFound } from '../google-error.ts';

export interface Label {
  id: string;
  name: string;
  type: 'system' | 'user';
  labelListVisibility?: string;
  messageListVisibility?: string;
  color?: unknown;
}

const systemIds = [
  'CHAT',
  'SENT',
  'INBOX',
  'IMPORTANT',
  'TRASH',
  'DRAFT',
  'SPAM',
  'CATEGORY_FORUMS',
  'CATEGORY_UPDATES',
  'CATEGORY_PERSONAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_SOCIAL',
  'STARRED',
  'UNREAD',
];

/** Only Gmail itself sets these. */
const fixed: ReadonlySet<string> = new Set(['SENT', 'DRAFT', 'CHAT']);

export interface Labels {
  list(): Label[];
  get(id: string): Label;
  create(wishes: Record<string, unknown>): Label;
  update(id: string, wishes: Record<string, unknown>): Label;
  remove(id: string): void;
  /** Checks ids that a client wants to set. @throws GoogleError 400. */
  check(ids: unknown): string[];
  named(name: string): Label | undefined;
}

export function openLabels(): Labels {
  const labels = new Map<string, Label>(systemIds.map((id) => [id, { id, name: id, type: 'system' }]));
  let count = 0;
  const named = (name: string) => [...labels.values()].find((label) => label.name.toLowerCase() === name.toLowerCase());
  const get = (id: string) => {
    const label = labels.get(id);
    if (!label) throw notFound();
    return label;
  };
  const own = (id: string) => {
    const label = get(id);
    if (label.type === 'system') throw invalid('Invalid label: system labels cannot be changed.');
    return label;
  };
  const checkName = (name: unknown, self?: string): string => {
    if (typeof name !== 'string' || !name.trim() || name.length > 225) throw invalid('Invalid label name');
    const other = named(name);
    if (other && other.id !== self) {
      throw new GoogleError(409, { reason: 'aborted', message: 'Label name exists or conflicts' });
    }
    return name;
  };
  return {
    list: () => [...labels.values()],
    get,
    create({ name, labelListVisibility = 'labelShow', messageListVisibility = 'show' }) {
      count += 1;
      const label: Label = {
        id: `Label_${count}`,
        name: checkName(name),
        type: 'user',
        labelListVisibility: oneOf(labelListVisibility, ['labelShow', 'labelShowIfUnread', 'labelHide']),
        messageListVisibility: oneOf(messageListVisibility, ['show', 'hide']),
      };
      labels.set(label.id, label);
      return label;
    },
    update(id, { name, ...others }) {
      const label = own(id);
      if (name !== undefined) label.name = checkName(name, id);
      for (const key of ['labelListVisibility', 'messageListVisibility', 'color'] as const) {
        if (others[key] !== undefined) Object.assign(label, { [key]: others[key] });
      }
      return label;
    },
    remove: (id) => void labels.delete(own(id).id),
    check(ids = []) {
      if (!Array.isArray(ids) || ids.length > 100) throw invalid('Invalid labels');
      for (const id of ids) {
        if (typeof id !== 'string' || !labels.has(id) || fixed.has(id)) throw invalid(`Invalid label: ${id}`);
      }
      return ids as string[];
    },
    named,
  };
}

function oneOf(value: unknown, values: readonly string[]): string {
  if (typeof value === 'string' && values.includes(value)) return value;
  throw invalid(`Invalid value at 'label' (TYPE_ENUM), "${value}"`);
}
