import { writeFileSync } from 'node:fs';
import { corpus } from './corpus.ts';
import { atEndpoint, inProgram } from './endpoint.ts';
import { runCorpus } from './run.ts';
import { tableInDirectory } from './support.ts';

/**
 * Writes into the corpus what its new calls answer, those that stand there without an outcome: at
 * `DYNAMODB_ENDPOINT`, or by the table in the program where that is not set. What is written is to be read, and held
 * against DynamoDB's documentation.
 */
const endpoint = process.env['DYNAMODB_ENDPOINT'];
const own = endpoint === undefined ? tableInDirectory() : undefined;
const target = own ? inProgram(own.dynamodb) : atEndpoint(endpoint ?? '');
const folder = new URL('./corpus/', import.meta.url);

let written = 0;
for (const [file, ran] of await runCorpus(target, `record${Date.now()}`, corpus())) {
  const lines = ran.map(({ call, outcome }) => {
    const isKnown = call.answer !== undefined || call.error !== undefined;
    if (!isKnown) written += 1;
    return JSON.stringify(isKnown ? call : { ...call, ...outcome });
  });
  writeFileSync(new URL(file, folder), `${lines.join('\n')}\n`);
}
await own?.remove();
console.log(`${written} calls have got their outcome.`);
