import { readFileSync } from 'node:fs';
import { checkProof, proofFileSchema } from '../rules/proof.ts';

const usage = `Checks the proof of a round's decisions.

  npm run verdicts -- verify FILE [--head HASH]

FILE is the proof as the approvers' list or the office hands it out (JSON). Every hash is computed anew. With
--head the last hash must be this one, such as the one printed in the Auswahlvermerk that was signed.
Exit code: 0 everything fits, 1 something doesn't, 2 the file cannot be read.`;

function fail(text: string, code: number): never {
  console.error(text);
  process.exit(code);
}

function verify(path: string, expected: string | undefined): void {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    fail(`${path} is no JSON file that can be read.`, 2);
  }
  const parsed = proofFileSchema.safeParse(content);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path: at, message }) => `  /${at.join('/')}: ${message}`);
    fail(`${path} is no proof of decisions:\n${where.join('\n')}`, 2);
  }
  const { checked, erased, unsealed, head, problems } = checkProof(parsed.data);
  const all =
    expected === undefined || expected === head
      ? problems
      : [...problems, `the last hash is not ${expected}`];
  console.log(`Round ${parsed.data.round}, ${parsed.data.title}`);
  console.log(
    `${checked} decisions checked, ${erased} erased (their hash stays), ${unsealed} not sealed yet`,
  );
  console.log(`Last hash: ${head}`);
  if (all.length > 0) fail(`The proof does NOT fit:\n${all.map((each) => `  ${each}`).join('\n')}`, 1);
  console.log('Everything fits.');
}

const [command, path, option, expected] = process.argv.slice(2);
if (command !== 'verify' || path === undefined || (option !== undefined && option !== '--head'))
  fail(usage, 2);
verify(path, expected);
