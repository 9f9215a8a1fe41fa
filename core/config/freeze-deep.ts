/** Freezes plain data all the way down, maps included; a change throws. */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) sealMap(value);
  Object.freeze(value);
  const below = value instanceof Map ? [...value.values()] : Object.values(value);
  below.forEach(freezeDeep);
  return value;
}

/** `Object.freeze` leaves the entries of a map open. */
function sealMap(map: Map<unknown, unknown>): void {
  const refuse = (): never => {
    throw new TypeError('The configuration is frozen');
  };
  Object.assign(map, { set: refuse, delete: refuse, clear: refuse });
}
