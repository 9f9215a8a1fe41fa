import { Type } from '@mikro-orm/core';
import { toJson, toStorable } from './json.ts';

/** An ISO instant to the microsecond, as PostgreSQL keeps it; a `Date` would lose the last three digits. */
export class InstantText extends Type<string, string> {
  /** `timestamptz`, in truth; of what it knows as one, MikroORM makes a `Date`. */
  override getColumnType(): string {
    return 'text';
  }
}

/** Plain data of any kind, in a form that PostgreSQL takes. */
export class FactsJson extends Type<Readonly<Record<string, unknown>>, string> {
  override getColumnType(): string {
    return 'json';
  }
  override convertToDatabaseValue(facts: Readonly<Record<string, unknown>>): string {
    return toJson(facts);
  }
}

/** Text without what PostgreSQL cannot hold. */
export class StorableText extends Type<string, string> {
  override getColumnType(): string {
    return 'text';
  }
  override convertToDatabaseValue(text: string): string {
    return toStorable(text);
  }
}
