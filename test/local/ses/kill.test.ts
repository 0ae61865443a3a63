import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSes } from '../../../infra/local/ses/ses.ts';
import { newDirectory, noon, settings } from './support.ts';

const room = (path: string) => JSON.stringify(join(process.cwd(), path));

function sender(directory: string) {
  const script = `
    import { createSes } from ${room('infra/local/ses/ses.ts')};
    import { form, message, settings } from ${room('test/local/ses/support.ts')};
    const ses = createSes({ directory: ${JSON.stringify(directory)}, now: () => '${noon}', settings });
    const send = async (line) => {
      for (let at = 0; ; at += 1) {
        const body = form(message({ Subject: 'Mail ' + line + '.' + at }), { ConfigurationSetName: 'Kohorte' });
        const answer = await ses.handle(body);
        process.stdout.write(/<MessageId>(.*)<\\/MessageId>/.exec(answer.body)[1] + '\\n');
      }
    };
    for (let line = 0; line < 5; line += 1) send(line);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe('a kill -9 while mail is being sent', () => {
  it('loses no message that was answered for, and leaves no file that was not', async () => {
    const directory = await newDirectory();
    let answered = '';
    for (let kill = 0; kill < 3; kill += 1) {
      const child = sender(directory);
      child.stdout.on('data', (chunk: Buffer) => {
        answered += chunk.toString();
      });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      await wait(40 + kill * 35);
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('close', resolve));
      answered = answered.slice(0, answered.lastIndexOf('\n') + 1);

      const ses = createSes({ directory, now: () => noon, settings });
      const kept = ses.list().map((it) => it.id);
      const missing = answered.split('\n').filter((id) => id !== '' && !kept.includes(id));
      expect(missing).toEqual([]);
      for (const id of kept) expect((await ses.raw(id))?.toString()).toContain('Guten Tag');
      expect(ses.events.pending(100_000).length).toBe(kept.length);
      const files = (await readdir(directory)).filter((name) => name.endsWith('.eml'));
      expect(files.sort()).toEqual(kept.map((id) => `${id}.eml`).sort());
      await ses.stop();
    }
    expect(answered.split('\n').length).toBeGreaterThan(10);
  });
});
