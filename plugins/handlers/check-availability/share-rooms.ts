import type { RoomGuests, RoomType } from '@botones/contract';

/** Who comes, all together. */
export interface Party {
  readonly adults: number;
  readonly childrenAges: readonly number[];
}

/** Rooms of one reservation. */
const mostRooms = 9;

/** A party in so many rooms, as evenly as it goes, an adult in each; null where there are too few adults. */
export function shareRooms({ adults, childrenAges }: Party, rooms: number): RoomGuests[] | null {
  if (rooms > adults || rooms > mostRooms) return null;
  const shared = Array.from({ length: rooms }, (_, at) => ({
    adults: Math.floor(adults / rooms) + (at < adults % rooms ? 1 : 0),
    childrenAges: [] as number[],
  }));
  for (const age of childrenAges) {
    const size = (room: RoomGuests) => room.adults + room.childrenAges.length;
    shared.toSorted((one, other) => size(one) - size(other))[0]?.childrenAges.push(age);
  }
  return shared;
}

/** The fewest rooms that some type has beds enough for, one where no type is known; null where no number is enough. */
export function fewestRooms(party: Party, types: readonly RoomType[]): RoomGuests[] | null {
  if (types.length === 0) return shareRooms(party, 1);
  for (let rooms = 1; rooms <= mostRooms; rooms++) {
    const shared = shareRooms(party, rooms);
    if (shared?.length && types.some((type) => shared.every((room) => holds(type, room)))) return shared;
  }
  return null;
}

function holds(type: RoomType, { adults, childrenAges: { length: children } }: RoomGuests): boolean {
  return adults <= type.maxAdults && children <= type.maxChildren && adults + children <= type.maxGuests;
}
