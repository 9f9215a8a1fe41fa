import { z } from 'zod';
import { contrast } from './contrast.ts';

/** The least contrast at which small text can be read (WCAG 2.2, level AA). */
const READABLE = 4.5;

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'A colour is written #rrggbb');
const words = z.string().trim().min(1).max(500);
const byLanguage = <T extends z.ZodType>(value: T) => z.record(z.string().regex(/^[a-z]{2,3}$/), value);

const theme = z
  .strictObject({
    /** Header, buttons and the guest's own bubbles; white text stands on it. */
    accent: colour.default('#1f4f4b'),
    ink: colour.default('#22302f'),
    /** Ground of the conversation; bubbles of the hotel are white. */
    paper: colour.default('#f7f3ec'),
  })
  .superRefine(({ accent, ink, paper }, check) => {
    const pairs = [
      { path: 'accent', over: 'white', value: contrast('#ffffff', accent) },
      { path: 'ink', over: 'paper', value: contrast(ink, paper) },
    ];
    for (const { path, over, value } of pairs.filter((pair) => pair.value < READABLE)) {
      const message = `Too little contrast with ${over}: ${value.toFixed(1)}, text needs ${READABLE}`;
      check.addIssue({ code: 'custom', path: [path], message });
    }
  });

const quickStart = z.strictObject({
  title: words.max(60),
  /** What is sent: `/intent`, `/intent{"entity":"value"}` or any text. Default: the title, as if typed. */
  payload: z.string().min(1).max(1000).optional(),
});

const consent = z.strictObject({
  text: words,
  /** The privacy notice. */
  link: z.strictObject({ title: words.max(80), url: z.url({ protocol: /^https$/ }) }).optional(),
});

const limit = (points: number, seconds: number) =>
  z.strictObject({ points: z.int().min(1).default(points), seconds: z.int().min(1).default(seconds) }).prefault({});

export const options = z.strictObject({
  /** Sites that may embed the widget: `https://www.example.com`. The page's own origin always may. */
  origins: z.array(z.string().refine(isOrigin, 'An origin is https://host, without path or slash')).default([]),
  /** Days until a silent guest's conversation is forgotten by the browser; renewed by use. */
  sessionDays: z.int().min(1).max(365).default(30),
  theme: theme.prefault({}),
  /** Heading of the chat; default: the hotel's name. */
  title: byLanguage(words.max(60)).default({}),
  /** Official category of the hotel, shown on the page; left out: none is shown. */
  stars: z.int().min(1).max(5).optional(),
  /** One line beneath the hotel's name on the page. */
  tagline: byLanguage(words.max(140)).default({}),
  /** First bubble of an empty conversation. */
  greeting: byLanguage(words).default({}),
  quickStarts: byLanguage(z.array(quickStart).max(8)).default({}),
  consent: byLanguage(consent).default({}),
  limits: z
    .strictObject({
      /** A guest types; 30 a minute is more than anybody does by hand. */
      messagesPerSession: limit(30, 60),
      /** Wide: all guests on the hotel's own Wi-Fi share one address. */
      messagesPerAddress: limit(600, 60),
      sessionsPerAddress: limit(120, 600),
      readsPerSession: limit(240, 60),
      filesPerSession: limit(20, 600),
    })
    .prefault({}),
});

export type Options = z.output<typeof options>;

function isOrigin(value: string): boolean {
  return /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}
