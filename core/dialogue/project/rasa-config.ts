import type { Piece } from '../../config/config.ts';
import {
  defaultMemoization,
  defaultPolicies,
  defaultRulePolicy,
  type MemoizationConfig,
  type PolicyConfig,
  type RulePolicyConfig,
} from '../policies/policy-config.ts';

/** What of a Rasa project's settings has a meaning here. */
export interface RasaConfig {
  readonly language: string;
  readonly policies: PolicyConfig;
  /** Of its FallbackClassifier; null: it has none. */
  readonly fallback: FallbackThresholds | null;
  /** Whether an intent of the domain may name the action that answers it, as up to Rasa 2 by the MappingPolicy. */
  readonly mapsIntents: boolean;
  /** Names of policies and components that mean nothing here. */
  readonly ignored: readonly string[];
}

export interface FallbackThresholds {
  /** Below this confidence the message counts as `nlu_fallback`. */
  readonly confidence: number;
  /** So it does when the runner-up is closer than this. */
  readonly ambiguity: number;
}

type Settings = Readonly<Record<string, unknown>>;

/** Components whose work is done here by the training data alone. */
const implied = ['EntitySynonymMapper', 'RegexEntityExtractor', 'ResponseSelector', 'FallbackClassifier'];
const memoizations = ['MemoizationPolicy', 'AugmentedMemoizationPolicy'];
/** Of Rasa 1 and 2: the RulePolicy has taken their place. */
const outlived = ['FormPolicy', 'MappingPolicy', 'FallbackPolicy', 'TwoStageFallbackPolicy'];

/** Interprets a config.yml; an empty one means Rasa's defaults. */
export function readRasaConfig(root: Piece): RasaConfig {
  const policies = listOf(root.child('policies').value);
  const pipeline = listOf(root.child('pipeline').value);
  const known = ['RulePolicy', ...memoizations, ...implied, ...outlived];
  return {
    language: String(root.child('language').value ?? 'en'),
    policies: policies.length === 0 ? defaultPolicies : readPolicies(policies),
    fallback: readThresholds(pipeline, policies),
    mapsIntents: policies.some(({ name }) => name === 'MappingPolicy'),
    ignored: [...new Set([...pipeline, ...policies].map(({ name }) => String(name)))].filter(
      (name) => !known.includes(name),
    ),
  };
}

/** Of the classifier or, up to Rasa 2, of a fallback policy; null where the settings leave both out. */
function readThresholds(pipeline: readonly Settings[], policies: readonly Settings[]): FallbackThresholds | null {
  const classifier = pipeline.find(({ name }) => name === 'FallbackClassifier');
  const old = oldFallback(policies);
  if (pipeline.length > 0 && classifier === undefined && old === undefined) return null;
  return {
    confidence: number(classifier?.threshold ?? old?.nlu_threshold, 0.3),
    ambiguity: number((classifier ?? old)?.ambiguity_threshold, 0.1),
  };
}

function oldFallback(policies: readonly Settings[]): Settings | undefined {
  return policies.find(({ name }) => name === 'FallbackPolicy' || name === 'TwoStageFallbackPolicy');
}

function readPolicies(policies: readonly Settings[]): PolicyConfig {
  const rule = policies.find(({ name }) => name === 'RulePolicy') ?? liftPolicies(policies);
  return {
    rule: rule === undefined ? null : readRulePolicy(rule),
    memoization: policies.filter(({ name }) => memoizations.includes(String(name))).map(readMemoization),
  };
}

/** What Rasa's own converter makes of the policies that the RulePolicy replaced. */
function liftPolicies(policies: readonly Settings[]): Settings | undefined {
  if (!policies.some(({ name }) => outlived.includes(String(name)))) return undefined;
  const { core_threshold, fallback_core_action_name, fallback_action_name } = oldFallback(policies) ?? {};
  return {
    core_fallback_threshold: core_threshold,
    core_fallback_action_name: fallback_core_action_name ?? fallback_action_name,
  };
}

function readRulePolicy(settings: Settings): RulePolicyConfig {
  const standard = defaultRulePolicy;
  return {
    priority: number(settings.priority, standard.priority),
    fallbackThreshold: number(settings.core_fallback_threshold, standard.fallbackThreshold),
    fallbackAction: String(settings.core_fallback_action_name ?? standard.fallbackAction),
    fallsBack: truth(settings.enable_fallback_prediction, standard.fallsBack),
    restrictsRules: truth(settings.restrict_rules, standard.restrictsRules),
    checksContradictions: truth(settings.check_for_contradictions, standard.checksContradictions),
    usesNluConfidence: truth(settings.use_nlu_confidence_as_score, standard.usesNluConfidence),
  };
}

function readMemoization(settings: Settings): MemoizationConfig {
  const standard = defaultMemoization;
  return {
    augmented: settings.name === 'AugmentedMemoizationPolicy',
    priority: number(settings.priority, standard.priority),
    maxHistory: number(settings.max_history, 0) || null,
    usesNluConfidence: truth(settings.use_nlu_confidence_as_score, standard.usesNluConfidence),
  };
}

/** Entries of a list of mappings; Rasa also takes bare names. */
function listOf(value: unknown): Settings[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry) => (typeof entry === 'string' ? { name: entry } : ((entry ?? {}) as Settings)));
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function truth(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
