import type { ResponseVariation } from '../../core/config/config.ts';
import type { Conversation } from './conversation.ts';
import type { DemoHotel } from './demo-hotel.ts';

/** Plays a conversation to its end or to its first difference, which it tells; null where there is none. */
export async function play({ turns, handoff, language }: Conversation, hotel: DemoHotel): Promise<string | null> {
  const guest = hotel.begin();
  for (const { guest: text, bot } of turns) {
    const said = await guest.say(text);
    const fits = said.length === bot.length && bot.every((one, at) => matches(said[at] ?? '', one, language, hotel));
    if (!fits) return `“${text}” is answered by ${list(said)} instead of ${list(bot)}`;
  }
  const reason = await guest.handoff();
  return reason === handoff ? null : `ends with a handoff for ${reason} instead of ${handoff}`;
}

function matches(said: string, expected: string, language: string, { config }: DemoHotel): boolean {
  const responses = config.properties[0]?.bot.responses.get(expected);
  if (responses !== undefined) return responses.some((variation) => fits(said, variation, language));
  const pattern = /^\/(.*)\/(\w*)$/s.exec(expected);
  return pattern ? new RegExp(pattern[1] ?? '', pattern[2]).test(said) : said.includes(expected);
}

/** A word in braces stands for anything. */
function fits(said: string, { text }: ResponseVariation, language: string): boolean {
  const fixed = (text[language] ?? '').split(/\{[^{}\s]+\}/).map((part) => RegExp.escape(part));
  return new RegExp(`^${fixed.join('[^]*')}`).test(said);
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `“${text}”`).join(', ');
}
