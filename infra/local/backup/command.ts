import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataInUse } from '../data/lock.ts';
import { makeBackup } from './backup.ts';
import { BackupError } from './form.ts';
import { restoreBackup } from './restore.ts';

/**
 * `npm run backup -- FILE` and `npm run restore -- FILE`. Ends with 0 if it was done, with 1 if it could not be, with
 * 2 if the call is at fault.
 */

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const { env } = process;

process.exitCode = await main(process.argv.slice(2));

async function main([verb, name, ...more]: readonly string[]): Promise<number> {
  if ((verb !== 'backup' && verb !== 'restore') || name === undefined || more.length > 0) {
    console.error(
      'npm run backup -- FILE\nnpm run restore -- FILE\n\nKOHORTE_DATA names the data directory.',
    );
    return 2;
  }
  const file = resolve(name);
  const data = resolve(env['KOHORTE_DATA'] ?? join(root, '.local'));
  try {
    if (verb === 'restore') {
      const { at } = restoreBackup(file, data);
      console.log(`${data} is as it was at ${at}.`);
      return 0;
    }
    if (env['DYNAMODB_ENDPOINT']) {
      throw new BackupError('The table is at DYNAMODB_ENDPOINT and would not be in the backup.');
    }
    const { mails } = await makeBackup(data, file, new Date().toISOString());
    console.log(`${file} holds ${data} with ${mails} mails.`);
    return 0;
  } catch (error) {
    const isExpected = error instanceof BackupError || error instanceof DataInUse;
    console.error(isExpected ? error.message : error);
    return 1;
  }
}
