import { isTaken, nightsBetween, type Room, type RoomType, type World } from './world.ts';

/** Rooms of a type that nobody has in these nights. Out of service and stays too short or too long count as taken. */
export function freeRooms(world: World, type: RoomType, from: string, to: string): Room[] {
  const nights = nightsBetween(from, to).length;
  if (nights < type.min_los || (type.max_los > 0 && nights > type.max_los)) return [];
  return world.rooms.filter(
    ({ id, id_product, id_status }) => id_product === type.id && id_status === 1 && !isOccupied(world, id, from, to),
  );
}

export function isOccupied(world: World, room: number, from: string, to: string): boolean {
  return world.rows.some(
    (row) =>
      row.id_room === room &&
      isTaken(row) &&
      row.date_from.slice(0, 10) < to.slice(0, 10) &&
      row.date_to.slice(0, 10) > from.slice(0, 10),
  );
}
