import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** Writes what functions say, one JSON object a line, a file for each function. */
export class FunctionLog {
  readonly #directory: string;
  readonly #instant: () => string;
  readonly #echo: boolean;

  /**
   * @param instant the local clock's instant as ISO 8601
   * @param echo also print every line, for looking on while developing
   */
  constructor(directory: string, instant: () => string, echo = false) {
    mkdirSync(directory, { recursive: true });
    this.#directory = directory;
    this.#instant = instant;
    this.#echo = echo;
  }

  /** Takes over what a thread prints, line by line. */
  follow(name: string, out: Readable, err: Readable): void {
    for (const [stream, source] of [
      [out, 'stdout'],
      [err, 'stderr'],
    ] as const) {
      let rest = '';
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line !== '') this.write(name, source, parsed(line));
      });
      stream.on('end', () => {
        if (rest !== '') this.write(name, source, parsed(rest));
      });
    }
  }

  /** Adds one entry. */
  write(name: string, source: 'stdout' | 'stderr' | 'host', message: unknown): void {
    const line = JSON.stringify({ at: this.#instant(), source, message });
    appendFileSync(join(this.#directory, `${name}.log`), `${line}\n`);
    if (this.#echo) console.error(`${name} ${line}`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
