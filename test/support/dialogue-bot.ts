import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot } from '../../core/config/config.ts';
import type { Findings } from '../../core/config/findings.ts';
import { parseBot } from '../../core/config/rasa/parse-bot.ts';
import { compile } from '../../core/dialogue/engine/compile.ts';
import type { Engine } from '../../core/dialogue/engine/engine.ts';
import { defaultPolicies, type PolicyConfig } from '../../core/dialogue/policies/policy-config.ts';
import type { Path } from '../../core/dialogue/stories/block.ts';
import { readPaths } from '../../core/dialogue/stories/read-paths.ts';
import type { DialogueEvent, Mark, UserEvent } from '../../core/dialogue/tracking/event.ts';

export interface SmallBot {
  readonly bot: Bot;
  readonly engine: Engine;
  readonly findings: Findings;
  readonly tests: readonly Path[];
  /** `line: message` of each. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Compiles a bot from the text of its files, `bot.yml` if there is only one. */
export function smallBot(files: string | Record<string, string>, policies: PolicyConfig = defaultPolicies): SmallBot {
  const folder = mkdtempSync(join(tmpdir(), 'dialogue-bot-'));
  try {
    const named = Object.entries(typeof files === 'string' ? { 'bot.yml': files } : files);
    for (const [name, text] of named) writeFileSync(join(folder, name), text);
    const paths = named.map(([name]) => join(folder, name));
    const { bot, findings } = parseBot(paths, { env: {}, language: 'en' });
    const engine = compile(bot, findings, policies);
    const tests = readPaths(bot.dialogue, 'test', engine.domain, findings);
    const say = ({ line, message }: { line: number; message: string }) =>
      `${line}: ${message.replaceAll(/[^\s(]*bot\.yml/g, 'bot.yml')}`;
    return { bot, engine, findings, tests, faults: findings.faults.map(say), warnings: findings.warnings.map(say) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A message of an intent. */
export function said(
  intent: string | null,
  more: { text?: string; entities?: Mark[]; confidence?: number } = {},
): UserEvent {
  const { text = null, entities = [], confidence = 1 } = more;
  return { type: 'user', text, understanding: { intent, confidence, entities } };
}

export function did(name: string): DialogueEvent {
  return { type: 'action', name };
}

export function set(name: string, value: unknown): DialogueEvent {
  return { type: 'slot', name, value };
}

export function loop(name: string | null): DialogueEvent {
  return { type: 'loop', name };
}
