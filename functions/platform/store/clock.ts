import { otherWorld } from './world.ts';

/** The present instant as ISO 8601 in UTC. Only handlers call it: rules take `now` as an argument. */
export function now(): string {
  return otherWorld()?.now() ?? new Date().toISOString();
}
