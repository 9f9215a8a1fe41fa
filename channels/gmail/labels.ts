import { GmailError } from './api/errors.ts';
import type { Mailbox } from './open-gmail.ts';

/** The hotel's labels, made on first use. */
export interface Labels {
  /** Shows staff in Gmail what became of a mail: answered, and read; or theirs, and still unread. */
  mark(messageId: string, human: boolean, signal: AbortSignal): Promise<void>;
}

export function createLabels(
  { gmail }: Mailbox,
  names: { handled: string; human: string },
  failed: () => void,
): Labels {
  const ids = new Map<string, Promise<string>>();

  const idOf = (name: string, signal: AbortSignal): Promise<string> => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    const found = find(name, signal);
    ids.set(name, found);
    found.catch(() => ids.delete(name));
    return found;
  };

  async function find(name: string, signal: AbortSignal): Promise<string> {
    const search = async () => {
      const { labels = [] } = await gmail.labels(signal);
      return labels.find((label) => label.name.toLowerCase() === name.toLowerCase())?.id;
    };
    const there = await search();
    if (there !== undefined) return there;
    const body = { name, labelListVisibility: 'labelShow', messageListVisibility: 'show' };
    try {
      return (await gmail.createLabel(body, signal)).id;
    } catch (error) {
      if (!(error instanceof GmailError) || error.trouble !== 'exists') throw error;
      const made = await search();
      if (made === undefined) throw error;
      return made;
    }
  }

  return {
    async mark(messageId, human, signal) {
      try {
        const label = await idOf(human ? names.human : names.handled, signal);
        const body = { addLabelIds: [label], ...(!human && { removeLabelIds: ['UNREAD'] }) };
        await gmail.modify(messageId, body, signal);
      } catch {
        // A label is a courtesy to staff: what was answered stays answered.
        failed();
      }
    },
  };
}
