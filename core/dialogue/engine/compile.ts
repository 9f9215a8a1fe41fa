import type { Bot } from '../../config/config.ts';
import type { Findings } from '../../config/findings.ts';
import { didYouMean } from '../../config/yaml/suggest.ts';
import { defaultActions } from '../domain/default-actions.ts';
import type { Domain } from '../domain/domain.ts';
import { readDomain } from '../domain/read-domain.ts';
import { Encoder } from '../features/encoder.ts';
import { Vocabulary } from '../features/vocabulary.ts';
import { checkContradictions } from '../policies/check-contradictions.ts';
import { checkCompleteness, checkMessages } from '../policies/check-rules.ts';
import { examplesOf } from '../policies/example.ts';
import { MemoPolicy } from '../policies/memo-policy.ts';
import { defaultPolicies, type PolicyConfig, type RulePolicyConfig } from '../policies/policy-config.ts';
import { writeRuleBook } from '../policies/rule-book.ts';
import { findRuleOnly, nothingRuleOnly } from '../policies/rule-only.ts';
import { RulePolicy, sources } from '../policies/rule-policy.ts';
import type { Path } from '../stories/block.ts';
import { readPaths } from '../stories/read-paths.ts';
import { Engine } from './engine.ts';

type DialogueBot = Pick<Bot, 'entities' | 'responses' | 'dialogue'>;

/** A bot that is read and not yet compiled. */
export interface BotParts {
  readonly domain: Domain;
  readonly rules: readonly Path[];
  readonly stories: readonly Path[];
}

type Paths = Pick<BotParts, 'rules' | 'stories'>;

/**
 * Compiles a bot's domain, rules and stories, once. Whatever is wrong goes to the findings; with faults among them the
 * engine should not be used.
 */
export function compile(bot: DialogueBot, findings: Findings, policies: PolicyConfig = defaultPolicies): Engine {
  return compileParts(readParts(bot, findings), findings, policies);
}

/** What the files say of the dialogue. */
export function readParts(bot: DialogueBot, findings: Findings): BotParts {
  const domain = readDomain(bot, findings);
  return {
    domain,
    rules: readPaths(bot.dialogue, 'rule', domain, findings),
    stories: readPaths(bot.dialogue, 'story', domain, findings),
  };
}

/** `spare`: moments that trackers keep beyond what policies look back, so that turns can be taken back. */
export function compileParts(
  { domain, ...paths }: BotParts,
  findings: Findings,
  policies: PolicyConfig,
  spare = 50,
): Engine {
  const vocabulary = new Vocabulary();
  // Loops run at times of which no rule or story speaks.
  for (const loop of [...domain.forms.keys(), 'action_two_stage_fallback']) {
    vocabulary.loops.intern(loop);
    vocabulary.actions.intern(loop);
  }
  const rule = policies.rule && compileRules(paths, domain, vocabulary, policies.rule, findings);
  const encoder = new Encoder(domain, vocabulary, { learns: true, initial: true });
  const stories = paths.stories.flatMap((path) => examplesOf(path, encoder));
  const ruleEncoder = new Encoder(domain, vocabulary, { learns: true, initial: false });
  const ruleOnly = policies.rule?.checksContradictions
    ? findRuleOnly(
        paths.rules.flatMap((path) => examplesOf(path, ruleEncoder)),
        stories,
      )
    : nothingRuleOnly;
  const runtime = new Encoder(domain, vocabulary, { learns: false, initial: true });
  const actionOf = (loop: number) => vocabulary.actions.find(vocabulary.loops.nameOf(loop));
  const sight = { blank: runtime.blank, ruleOnly, actionOf };
  return new Engine(
    runtime,
    rule,
    policies.memoization.map((config) => new MemoPolicy(stories, config, sight)),
    spare,
  );
}

function compileRules(
  paths: Paths,
  domain: Domain,
  vocabulary: Vocabulary,
  config: RulePolicyConfig,
  findings: Findings,
): RulePolicy {
  checkFallback(config, domain, findings);
  if (config.restrictsRules) checkMessages(paths.rules, findings);
  const policy = new RulePolicy(writeRuleBook(paths, domain, vocabulary), config);
  if (!config.checksContradictions) return policy;
  const encoder = new Encoder(domain, vocabulary, { learns: true, initial: true });
  checkCompleteness(paths.rules, encoder, findings);
  const { unrepeated, repeated } = checkContradictions(policy, paths, encoder, findings);
  const builtIn = [
    ...['restart', 'back', 'session_start'].map(sources.command),
    ...[...domain.forms.keys()].flatMap((form) => [sources.loop(form), sources.loopListens(form)]),
  ];
  policy.hidden = new Set([...unrepeated, ...builtIn]).difference(repeated);
  return policy;
}

function checkFallback({ fallbackAction }: RulePolicyConfig, domain: Domain, findings: Findings): void {
  const known = [...defaultActions, ...domain.userActions, ...domain.responses, ...domain.forms.keys()];
  if (known.includes(fallbackAction)) return;
  const place = { file: 'config.yml', line: 1, path: 'policies' };
  const message = `the fallback action "${fallbackAction}" is not declared`;
  findings.fault(place, message, didYouMean(fallbackAction, known, 'add it below actions:'));
}
