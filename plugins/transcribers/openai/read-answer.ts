import { BotonesError } from '@botones/contract';
import { z } from 'zod';

const answer = z.object({
  text: z.string(),
  language: z.string().nullish(),
  duration: z.union([z.number(), z.string().transform(Number)]).nullish(),
});

export interface Answer {
  text: string;
  /** BCP 47 primary tag; null where the server does not say. */
  language: string | null;
  /** Left out where the server does not say. */
  seconds?: number;
}

/** `json` or `verbose_json`. @throws BotonesError `ERR_HTTP_STATUS` for anything else. */
export function readAnswer(body: string): Answer {
  const { data } = answer.safeParse(parse(body));
  if (data === undefined) throw new BotonesError('ERR_HTTP_STATUS', 'The transcriber answered with no transcription.');
  const seconds = data.duration;
  return {
    text: data.text,
    language: tagOf(data.language),
    ...(typeof seconds === 'number' && seconds >= 0 ? { seconds } : {}),
  };
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** OpenAI says `spanish`, others `es` or `es-ES`. */
function tagOf(language: string | null | undefined): string | null {
  const said = language?.trim().toLowerCase() ?? '';
  if (/^[a-z]{2,3}(-|$)/.test(said) && !/^[a-z]{4,}/.test(said)) return said.split('-')[0] ?? null;
  return byName().get(said) ?? null;
}

let known: Map<string, string> | null = null;

function byName(): Map<string, string> {
  if (known !== null) return known;
  known = new Map();
  for (let first = 97; first < 123; first += 1) {
    for (let second = 97; second < 123; second += 1) {
      const tag = String.fromCharCode(first, second);
      const name = names.of(tag)?.toLowerCase();
      if (name !== undefined && name !== tag && !known.has(name)) known.set(name, tag);
    }
  }
  return known;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
