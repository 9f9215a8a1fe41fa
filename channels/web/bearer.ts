import type { HttpRequest } from '@botones/contract';

/** The token of `Authorization: Bearer …`, if there is one. */
export function bearer(request: HttpRequest): string | undefined {
  return /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
