import { surrounding } from '../surroundings.ts';

const clock = surrounding('clock', { now: () => new Date().toISOString() });

/** The present instant as ISO 8601 in UTC. Only handlers call it: rules take `now` as an argument. */
export function now(): string {
  return clock().now();
}
