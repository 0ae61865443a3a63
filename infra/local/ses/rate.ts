/**
 * A bucket that lets `perSecond` messages a second pass, and as many at once. It goes by the clock that has gone
 * further: the local one, so that whoever waits on it finds room, or the real one, as a clock that stands would never
 * fill it again.
 *
 * @param perSecond asked each time
 * @param clocks in seconds, each from any origin, never going back
 */
export function rateLimit(perSecond: () => number, clocks: readonly (() => number)[]): { take(): boolean } {
  let tokens = Math.max(1, perSecond());
  let last = clocks.map((clock) => clock());
  return {
    take() {
      const now = clocks.map((clock) => clock());
      const gone = Math.max(...now.map((it, at) => it - (last[at] ?? it)));
      tokens = Math.min(Math.max(1, perSecond()), tokens + gone * perSecond());
      last = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
