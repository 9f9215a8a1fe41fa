interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  callers: number;
}

/**
 * Those who ask for the same key while it is being asked for get one answer. A caller who leaves lets go at once; the
 * call itself is let go when the last one has left.
 */
export function shareFlights() {
  const flights = new Map<string, Flight<unknown>>();

  return async function share<T>(
    key: string,
    ask: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<{ result: T; joined: boolean }> {
    const known = flights.get(key) as Flight<T> | undefined;
    const flight = known ?? begin(key, ask);
    flight.callers += 1;
    let leave: () => void = () => {};
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal.reason);
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return { result: await Promise.race([flight.result, left]), joined: known !== undefined };
    } finally {
      signal.removeEventListener('abort', leave);
      flight.callers -= 1;
      if (flight.callers === 0 && flights.get(key) === flight) {
        flights.delete(key);
        flight.controller.abort(signal.reason);
      }
    }
  };

  function begin<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const result = ask(controller.signal);
    const flight: Flight<T> = { result, controller, callers: 0 };
    flights.set(key, flight);
    result.then(land, land);
    return flight;
  }
}
