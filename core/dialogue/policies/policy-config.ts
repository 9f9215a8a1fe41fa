/** Policies of Rasa's config.yml that need no training. */
export interface PolicyConfig {
  /** Null: rules are not followed. */
  readonly rule: RulePolicyConfig | null;
  readonly memoization: readonly MemoizationConfig[];
}

export interface RulePolicyConfig {
  readonly priority: number;
  readonly fallbackThreshold: number;
  readonly fallbackAction: string;
  readonly fallsBack: boolean;
  readonly restrictsRules: boolean;
  readonly checksContradictions: boolean;
  readonly usesNluConfidence: boolean;
}

export interface MemoizationConfig {
  /** Tries again with a shorter and shorter past where the whole is not known. */
  readonly augmented: boolean;
  readonly priority: number;
  /** Moments that it looks back; null: to the beginning. */
  readonly maxHistory: number | null;
  readonly usesNluConfidence: boolean;
}

/** Rasa's own defaults. */
export const defaultRulePolicy: RulePolicyConfig = {
  priority: 4,
  fallbackThreshold: 0.3,
  fallbackAction: 'action_default_fallback',
  fallsBack: true,
  restrictsRules: true,
  checksContradictions: true,
  usesNluConfidence: false,
};

export const defaultMemoization: MemoizationConfig = {
  augmented: false,
  priority: 3,
  maxHistory: null,
  usesNluConfidence: false,
};

export const defaultPolicies: PolicyConfig = { rule: defaultRulePolicy, memoization: [defaultMemoization] };
