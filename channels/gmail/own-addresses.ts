import type { Mailbox } from './open-gmail.ts';

/** Addresses from which the hotel itself writes: the mailbox, what the YAML adds, and what Gmail knows as aliases. */
export function createOwnAddresses({ gmail }: Mailbox, configured: readonly string[]) {
  const all = new Set(configured.map((address) => address.toLowerCase()));
  let asked = false;
  return {
    all: all as ReadonlySet<string>,
    /** Once; a token without the right to ask knows no aliases. */
    async learn(signal: AbortSignal): Promise<void> {
      if (asked) return;
      try {
        const { sendAs = [] } = await gmail.sendAs(signal);
        for (const { sendAsEmail } of sendAs) if (sendAsEmail) all.add(sendAsEmail.toLowerCase());
      } catch (error) {
        const { trouble } = error as { trouble?: string };
        if (trouble !== 'forbidden' && trouble !== 'missing') throw error;
      }
      asked = true;
    },
  };
}
