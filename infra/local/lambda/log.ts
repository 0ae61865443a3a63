import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { unlessDiskFull } from '../data/disk.ts';

/** A file that has grown to this size makes room for a new one; bytes. */
const mostBytes = 5 * 1024 * 1024;
/** How many older files are kept beside the one being written. */
const olderFiles = 3;

/**
 * Writes what functions say, one JSON object a line, a file for each function: `name.log`, and beside it the older
 * ones, `name.1.log` the youngest of them.
 */
export class FunctionLog {
  readonly #directory: string;
  readonly #instant: () => string;
  readonly #echo: boolean;
  readonly #most: number;
  /** Bytes in the file being written, by name. */
  readonly #sizes = new Map<string, number>();
  #hear: (name: string, message: unknown) => void = () => undefined;

  /**
   * @param instant the local clock's instant as ISO 8601
   * @param echo also print every line, for looking on while developing
   * @param most bytes that a file may hold
   */
  constructor(directory: string, instant: () => string, echo = false, most = mostBytes) {
    mkdirSync(directory, { recursive: true });
    this.#directory = directory;
    this.#instant = instant;
    this.#echo = echo;
    this.#most = most;
  }

  /** From here on `hear` is told each entry as well: whose it is, and what it says (parsed, where it is JSON). */
  tell(hear: (name: string, message: unknown) => void): void {
    this.#hear = hear;
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
    // What is said while the disk is full is lost; that must not end the program.
    unlessDiskFull(() => this.#append(name, `${line}\n`));
    if (this.#echo) console.error(`${name} ${line}`);
    this.#hear(name, message);
  }

  #append(name: string, line: string): void {
    const file = join(this.#directory, `${name}.log`);
    const bytes = Buffer.byteLength(line);
    let size = this.#sizes.get(name) ?? statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0 && size + bytes > this.#most) {
      this.#makeRoom(name);
      size = 0;
    }
    appendFileSync(file, line);
    this.#sizes.set(name, size + bytes);
  }

  /** Gives each file the name of the next older one; the oldest goes. */
  #makeRoom(name: string): void {
    const files = [`${name}.log`, ...Array.from({ length: olderFiles }, (_, at) => `${name}.${at + 1}.log`)];
    for (let at = olderFiles; at > 0; at -= 1) {
      const younger = join(this.#directory, files[at - 1] ?? '');
      if (existsSync(younger)) renameSync(younger, join(this.#directory, files[at] ?? ''));
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}
