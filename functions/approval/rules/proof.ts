import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Application, type Verdict, verdictSchema } from '../../domain/application.ts';
import { type Approver, standingOf } from '../../domain/approvers.ts';
import { submittedOf } from '../../domain/form-fields/record.ts';
import type { Round } from '../../domain/round.ts';
import { storedReader } from '../../domain/stored.ts';

/** JSON with its names in order and nothing undefined in it: the same content is always the same text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/**
 * The hash of what a decision page shows to an approver: the version of the application with all that was
 * submitted, the checks, the question and its answer, and the approver's own verdict so far. The form carries it,
 * and a submitted verdict counts only with the hash of what is true then; so the verdict proves what it was given on.
 * What other approvers decide is left out: it makes nobody's page outdated.
 */
export function shownTo(application: Application, round: Round, approver: Approver): string {
  const { id, version, endorsedAt, query } = application;
  return sha256(
    canonical({
      id,
      version,
      register: round.registerEdition,
      submitted: submittedOf(application),
      endorsedAt,
      query,
      mine: standingOf(application, approver)?.id,
    }),
  );
}

const entrySchema = z.strictObject({
  /** Number in the chain, from 1. */
  n: z.number(),
  /** Id of the application. */
  application: z.string(),
  /** Id of the verdict. */
  verdict: z.string(),
  hash: z.string(),
});

/** One link of the chain as it is stored: hashes only, so that it outlives the erasure of what it seals. */
export type ChainEntry = z.infer<typeof entrySchema>;

/** The verdicts that were sealed at one moment. The chain goes on from seal to seal. */
export const sealSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('seal'),
  number: z.number(),
  at: z.string(),
  /** Hash of the last entry of the seal before, or the beginning of the chain. */
  before: z.string(),
  entries: z.array(entrySchema),
});
export type Seal = z.infer<typeof sealSchema>;

/** Reads a stored seal. @throws StoredRecordError */
export const readSeal = storedReader('seal', sealSchema);

/** Where the chain of a round begins. */
export function chainBeginning(round: string): string {
  return sha256(`kohorte verdicts ${round}`);
}

/** The hash of the last entry of some seals, in their order: it stands for all that they seal. */
export function chainHead(round: string, seals: readonly Pick<Seal, 'entries'>[]): string {
  return seals.flatMap(({ entries }) => entries).at(-1)?.hash ?? chainBeginning(round);
}

/** The hash that seals a verdict together with everything before it. */
export function entryHash(n: number, application: string, verdict: Verdict, before: string): string {
  return sha256(canonical({ n, application, verdict, before }));
}

/** So many entries go into one seal, so that it fits into an item of the table. */
const sealSize = 800;

/**
 * Seals what is not sealed yet, in the order in which it was decided.
 * @returns the next seal without its keys, or undefined where there is nothing new
 */
export function nextSeal(
  round: string,
  applications: readonly Application[],
  seals: readonly Seal[],
  now: string,
): Omit<Seal, 'pk' | 'sk'> | undefined {
  const sealed = new Set(seals.flatMap(({ entries }) => entries.map(({ verdict }) => verdict)));
  const fresh = applications
    .flatMap(({ id, verdicts }) => verdicts.map((verdict) => ({ application: id, verdict })))
    .filter(({ verdict }) => !sealed.has(verdict.id))
    .sort((a, b) => (`${a.verdict.at} ${a.verdict.id}` < `${b.verdict.at} ${b.verdict.id}` ? -1 : 1))
    .slice(0, sealSize);
  if (fresh.length === 0) return undefined;
  const before = chainHead(round, seals);
  let head = before;
  const entries = fresh.map(({ application, verdict }, index): ChainEntry => {
    const n = sealed.size + index + 1;
    head = entryHash(n, application, verdict, head);
    return { n, application, verdict: verdict.id, hash: head };
  });
  return { kind: 'seal', number: seals.length + 1, at: now, before, entries };
}

/** The decisions of a round as a file that anybody can check: each verdict as it was given, and the chain. */
export const proofFileSchema = z.strictObject({
  format: z.literal('kohorte-verdicts-1'),
  round: z.string(),
  title: z.string(),
  exportedAt: z.string(),
  seals: z.array(z.strictObject({ at: z.string(), entries: z.number(), head: z.string() })),
  entries: z.array(
    z.strictObject({
      n: z.number(),
      application: z.string(),
      /** The case's reference; missing where the application was erased. */
      reference: z.optional(z.string()),
      /** Missing where the personal data were erased: then its hash alone stays. */
      verdict: z.optional(verdictSchema),
      hash: z.string(),
    }),
  ),
  /** Verdicts that no seal holds yet. */
  unsealed: z.array(
    z.strictObject({ application: z.string(), reference: z.string(), verdict: verdictSchema }),
  ),
});
export type ProofFile = z.infer<typeof proofFileSchema>;

/** The decisions of a round as a file. @param applications all of the round that are not erased */
export function proofFile(
  round: Round,
  applications: readonly Application[],
  seals: readonly Seal[],
  now: string,
): ProofFile {
  const known = new Map(
    applications.flatMap((each) => each.verdicts.map((verdict) => [verdict.id, { each, verdict }] as const)),
  );
  const entries = seals.flatMap((seal) => seal.entries);
  const sealed = new Set(entries.map(({ verdict }) => verdict));
  return {
    format: 'kohorte-verdicts-1',
    round: round.id,
    title: round.file.title,
    exportedAt: now,
    seals: seals.map((seal) => ({
      at: seal.at,
      entries: seal.entries.length,
      head: seal.entries.at(-1)?.hash ?? seal.before,
    })),
    entries: entries.map(({ n, application, verdict, hash }) => {
      const found = known.get(verdict);
      return {
        n,
        application,
        ...(found === undefined ? {} : { reference: found.each.reference, verdict: found.verdict }),
        hash,
      };
    }),
    unsealed: [...known.values()]
      .filter(({ verdict }) => !sealed.has(verdict.id))
      .map(({ each, verdict }) => ({ application: each.id, reference: each.reference, verdict })),
  };
}

/** What checking a file says. `problems` is empty where everything fits. */
export type Checked = {
  readonly checked: number;
  readonly erased: number;
  readonly unsealed: number;
  readonly head: string;
  readonly problems: readonly string[];
};

/** Checks the chain of a file: every hash is computed anew from what stands in the file. */
export function checkProof(file: ProofFile): Checked {
  const problems: string[] = [];
  let head = chainBeginning(file.round);
  let erased = 0;
  for (const [index, entry] of file.entries.entries()) {
    if (entry.n !== index + 1) problems.push(`entry ${index + 1} says that it is number ${entry.n}`);
    if (entry.verdict === undefined) erased += 1;
    else if (entryHash(entry.n, entry.application, entry.verdict, head) !== entry.hash) {
      problems.push(`entry ${entry.n} (${entry.reference ?? entry.application}) is not what was sealed`);
    }
    head = entry.hash;
  }
  let end = 0;
  for (const [index, seal] of file.seals.entries()) {
    end += seal.entries;
    if (file.entries[end - 1]?.hash !== seal.head)
      problems.push(`seal ${index + 1} does not close entry ${end}`);
  }
  if (end !== file.entries.length)
    problems.push(`the seals close ${end} entries, the file has ${file.entries.length}`);
  return { checked: file.entries.length - erased, erased, unsealed: file.unsealed.length, head, problems };
}
