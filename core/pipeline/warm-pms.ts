import { type Operation, type Pms, pmsOperations } from '@botones/contract';

/** Asks for what every guest will ask for, so that the first one need not wait. Its failure is nobody's. */
export async function warmPms(pms: Pms, signal: AbortSignal, failed: (error: unknown) => void): Promise<void> {
  for (const [name, operation] of Object.entries<Operation>(pmsOperations)) {
    if (operation.does !== 'read' || !operation.fact || signal.aborted) continue;
    try {
      await pms[name as 'getRoomTypes'](signal);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
  }
}
