/** Quota units a call, for projects made since 1 May 2026. */
export const prices = {
  get: 20,
  thread: 40,
  attachment: 20,
  send: 100,
  history: 2,
  list: 5,
  modify: 5,
  profile: 1,
  labels: 1,
  createLabel: 5,
  watch: 100,
  stop: 50,
  sendAs: 1,
} as const;

export type Operation = keyof typeof prices;

export type Prices = Readonly<Record<Operation, number>>;
