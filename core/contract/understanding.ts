/** What the pipeline made of a message. */
export interface Understanding {
  /** The winning intent, or null when there is none (an empty message, an unknown language). */
  intent: string | null;
  /** Calibrated probability, 0 to 1, that answering this intent will be right. Always finite. */
  confidence: number;
  /** The best intents, the winner first, with their shares. */
  ranking: RankedIntent[];
  entities: Entity[];
  /** BCP 47 primary tag of the guest's words, one of the property's languages. */
  language: string;
}

export interface RankedIntent {
  intent: string;
  confidence: number;
}

export interface Entity {
  /** The entity's name in the domain. */
  entity: string;
  /** What it stands for, after synonyms: `double` for "twin share". */
  value: unknown;
  /** Half-open character range in the text. */
  start: number;
  end: number;
  role?: string;
  group?: string;
  /** The component that found it. */
  extractor?: string;
}
