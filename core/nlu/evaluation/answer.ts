import { OUT_OF_SCOPE, type Understanding } from '@botones/contract';
import type { Model } from '../model/model.ts';
import { understand } from '../understand.ts';

/** A message whose right intent is known. */
export interface TestMessage {
  readonly text: string;
  readonly language: string;
  /** `out_of_scope` when people should answer it. */
  readonly intent: string;
}

/** What a model made of it. */
export interface Answer extends TestMessage {
  readonly understanding: Understanding;
}

/** Lets the model understand each message on its own; an intent that it never learned is out of scope for it. */
export function answerAll(model: Model, messages: readonly TestMessage[]): Answer[] {
  const learned = new Set(model.manifest.intents);
  return messages.map(({ text, language, intent }) => ({
    text,
    language,
    intent: learned.has(intent) ? intent : OUT_OF_SCOPE,
    understanding: understand(model, text),
  }));
}

export function isInScope({ intent }: TestMessage): boolean {
  return intent !== OUT_OF_SCOPE;
}

/** Leaving a message to people is right when it is out of scope. */
export function isRight({ intent, understanding }: Answer): boolean {
  return understanding.intent === intent || (understanding.intent === null && intent === OUT_OF_SCOPE);
}

/** How far the bot is from stepping back, -1 to 1: its confidence, below zero when it takes the message for people's. */
export function eagernessOf({ understanding: { intent, confidence } }: Answer): number {
  return intent === null || intent === OUT_OF_SCOPE ? -confidence : confidence;
}
