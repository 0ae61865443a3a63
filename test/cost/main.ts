import { parseArgs } from 'node:util';
import { synthesize } from '../infra/template.ts';
import { baseOf } from './base.ts';
import { answer } from './bill.ts';
import { isScheduled, measure, metrics } from './measure.ts';
import { sharesOf } from './model.ts';
import { sizesOf, WrongOrder } from './order.ts';

// `npm run cost`: what the programme costs, from a template and from calls that were counted while two rounds were played.

const usage = `npm run cost -- [--applications N,N,…]

  --applications  how many applications a round may get (default: 20,1000,100000)

Makes the template and counts in it what is paid for by the month. Plays two small rounds of different size, counts
what AWS would have been asked for, and tells apart what a round takes and what an application takes. Takes two minutes.

Exit status: 0 if all is well, 1 if a round did not come to its end, 2 for arguments that are not known.
`;

/** Small, so that it is soon over; of different size, so that the difference is that of applications alone. */
const played = [4, 16] as const;

async function main(args: readonly string[]): Promise<number> {
  let sizes: readonly number[];
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        applications: { type: 'string', default: '20,1000,100000' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    sizes = sizesOf(values.applications);
  } catch (error) {
    if (!(error instanceof WrongOrder || (error instanceof TypeError && 'code' in error))) throw error;
    console.error(`${error.message}\n\n${usage}`);
    return 2;
  }
  const base = baseOf(synthesize().all);
  const [small, large] = played;
  console.error(`A round of ${small} applications is played and counted ...`);
  const one = await measure(small);
  console.error(`A round of ${large} applications is played and counted ...`);
  const other = await measure(large);
  console.log(answer(base, sharesOf(one, other, isScheduled, metrics), sizes));
  return 0;
}

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return 1;
});
