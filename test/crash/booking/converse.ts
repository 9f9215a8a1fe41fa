/** What a guest says next, and what they hold to be true of their booking. */
export interface Talk {
  next(heard: string): string | null;
  /** What they have said yes to last, in minor units. */
  readonly agreed: number | null;
}

/** As the hotel tells a guest that a room is theirs. */
export const referenceIn = (text: string): string | null => /under the reference ([A-Z]{9})/.exec(text)?.[1] ?? null;

/** Turns after which a guest gives up. */
const PATIENCE = 16;

/**
 * One attempt to book, by a guest who reads: answers what is asked, now and then asks something else, changes their mind or
 * leaves. Null: they have nothing more to say.
 */
export function talk({ arrival, nights }: { arrival: Temporal.PlainDate; nights: number }, random: () => number): Talk {
  let agreed: number | null = null;
  let turns = 0;
  let corrected = random() < 0.8;
  let digressed = random() < 0.7;
  const leavesAt = random() < 0.1 ? 2 + Math.floor(random() * 4) : Number.POSITIVE_INFINITY;
  const day = (date: Temporal.PlainDate) => date.toLocaleString('en-GB', { dateStyle: 'long' });

  function answer(heard: string): string | null {
    if (referenceIn(heard) !== null || /member of our team|nothing is booked|let's leave it/.test(heard)) return null;
    if (turns >= leavesAt) return 'forget it';
    const yes = numberOf(heard, /^Yes, book it/);
    if (yes !== null) {
      agreed = minorIn(/^Total: (\S+)/m.exec(heard)?.[1]) ?? minorIn(/to (€[\d.,]+\d)\.?$/m.exec(heard)?.[1]) ?? agreed;
      return random() < 0.05 ? numberOf(heard, /^No/) : yes;
    }
    if (/In whose name/.test(heard)) {
      if (!digressed) {
        digressed = true;
        return 'do you have parking?';
      }
      if (!corrected) {
        corrected = true;
        return `no, ${nights === 3 ? 'two' : 'three'} nights`;
      }
      return 'my name is Ann Smith';
    }
    if (/e-mail address/.test(heard)) return 'ann@example.com';
    const offers = [...heard.matchAll(/^(\d+)\. (?!Yes|No)(.+)$/gm)];
    if (offers.length > 0 && !/one of these/.test(heard))
      return offers[Math.floor(random() * offers.length)]?.[1] ?? null;
    return null;
  }

  return {
    next(heard) {
      turns += 1;
      if (turns === 1)
        return `any rooms free from ${day(arrival)} to ${day(arrival.add({ days: nights }))} for two adults and no children, any room type?`;
      return turns > PATIENCE ? null : answer(heard);
    },
    get agreed() {
      return agreed;
    },
  };
}

function numberOf(heard: string, label: RegExp): string | null {
  for (const [, number = '', title = ''] of heard.matchAll(/^(\d+)\. (.+)$/gm)) if (label.test(title)) return number;
  return null;
}

/** "€2,860.50" → 286050. */
function minorIn(price: string | undefined): number | null {
  const digits = /€([\d,]+(?:\.\d+)?)/.exec(price ?? '')?.[1];
  return digits === undefined ? null : Math.round(Number(digits.replaceAll(',', '')) * 100);
}
