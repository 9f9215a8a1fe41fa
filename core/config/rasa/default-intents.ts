/** Intents that every Rasa bot has without declaring them. They stand in no map of intents unless a file names them. */
export const defaultIntents: ReadonlySet<string> = new Set([
  'restart',
  'back',
  'out_of_scope',
  'session_start',
  'nlu_fallback',
]);
