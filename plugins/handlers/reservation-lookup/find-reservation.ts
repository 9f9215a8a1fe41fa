import type { GuestAddress, Pms, Reservation } from '@botones/contract';

/** By an address that the channel has proved; null where it knows none, or none of this reservation. */
export async function findReservation(
  pms: Pms,
  reference: string,
  { email, phone }: GuestAddress,
  signal: AbortSignal,
): Promise<Reservation | null> {
  const byMail = email === undefined ? null : await pms.findReservation({ reference, email }, signal);
  if (byMail !== null || phone === undefined) return byMail;
  return pms.findReservation({ reference, phone }, signal);
}
