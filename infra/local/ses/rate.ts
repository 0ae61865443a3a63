/**
 * A bucket that lets `perSecond` messages a second pass, and as many at once. It goes by real time, never by
 * the local clock: a clock that stands would never fill it again.
 *
 * @param seconds real time in seconds, from any origin, never going back
 */
export function rateLimit(perSecond: number, seconds: () => number): { take(): boolean } {
  let tokens = Math.max(1, perSecond);
  let last = seconds();
  return {
    take() {
      const now = seconds();
      tokens = Math.min(Math.max(1, perSecond), tokens + (now - last) * perSecond);
      last = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
