/**
 * How the host's process is set up. It runs some dozen threads, most of which wait most of the time, on few processors:
 * what is made for one large heap on many processors costs it memory and time.
 */
export const hostFlags = [
  // Little room for young objects: it is filled before anybody tidies up, and with each thread anew.
  '--max-semi-space-size=4',
  // Each thread tidies up its own; helpers that V8 starts for it take the processor from the other threads.
  '--no-parallel-scavenge',
  // A thread without work gives back what it does not need (`lambda/worker.ts`).
  '--expose-gc',
];

/** glibc otherwise keeps a pool of memory for each thread. Other systems do not know the setting. */
export const hostEnvironment = { MALLOC_ARENA_MAX: '2' };
