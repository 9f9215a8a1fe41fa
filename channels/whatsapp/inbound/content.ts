import type { Part } from '@botones/contract';

/** A message's content in our terms. */
export interface Content {
  readonly parts: Part[];
  /** A person has to look at it: it is nothing that words answer. A short code. */
  readonly staff?: string;
  /** It does not count as the guest's word, or can be nothing that anybody reads. */
  readonly silent?: boolean;
  /** More than the parts say, for staff. */
  readonly whole?: string;
}
