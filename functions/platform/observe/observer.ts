import * as z from 'zod';
import { type Observer, surrounding } from '../surroundings.ts';
import type { Count } from './counted.ts';
import { correlateLog, nameInvocation } from './log.ts';
import { addCounts, publishCounts } from './metrics.ts';

/** The workflows tell their tasks the case's reference; other events have none. */
const aboutSchema = z.object({ case: z.string() });

/** The logs and metrics of the deployed functions. */
const usual: Observer = {
  begin: (event, context) => {
    nameInvocation(context);
    correlateLog(aboutSchema.safeParse(event).data?.case);
  },
  about: correlateLog,
  count: addCounts,
  end: () => {
    publishCounts();
    correlateLog(undefined);
  },
};

export const observer = surrounding('observer', usual);

/** What is logged from here on in this invocation is about this case, by its reference; undefined: about none. */
export function logsAbout(reference: string | undefined): void {
  observer().about(reference);
}

/** Counts what has happened, once it is true for good. */
export function count(...counts: readonly Count[]): void {
  observer().count(counts);
}
