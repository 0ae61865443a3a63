import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type HttpAnswer, jsonAnswer } from '../web/http.ts';

/** With less room than this on the disk somebody must act; bytes. */
const leastDiskFree = 256 * 1024 * 1024;
/** A mail that has waited longer than this for the relay needs somebody; seconds. */
const longestOwed = 3600;

/** How the host is, without a word about any person. */
interface Health {
  /** Whether requests are answered. */
  readonly ready: boolean;
  /** Room on the disk that holds the data. */
  readonly diskFreeBytes: number;
  /** How long the oldest mail has waited that the relay has not taken; null where none waits. */
  readonly oldestOwedMailSeconds: number | null;
  /** Since when the mail service takes no mails at all, so that all wait, ISO 8601; null where it takes them. */
  readonly mailPausedSince: string | null;
  /** When the last backup was made, ISO 8601; null where none is known. */
  readonly lastBackupAt: string | null;
}

/** What is looked at. */
export interface Watched {
  /** The data directory. */
  readonly data: string;
  readonly ready: () => boolean;
  /** When the oldest mail was sent that the relay has not taken, ISO 8601. */
  readonly oldestOwedMail: () => string | undefined;
  /** Since when sending pauses, ISO 8601. */
  readonly mailPausedSince: () => Promise<string | undefined>;
}

const backupNote = z.object({ at: z.iso.datetime() });

/** Looks at the host's health. @throws the disk's own error */
async function healthOf({ data, ready, oldestOwedMail, mailPausedSince }: Watched): Promise<Health> {
  const { bavail, bsize } = await statfs(data);
  const owedSince = ready() ? oldestOwedMail() : undefined;
  return {
    ready: ready(),
    diskFreeBytes: bavail * bsize,
    oldestOwedMailSeconds:
      owedSince === undefined ? null : Math.max(0, Math.floor((Date.now() - Date.parse(owedSince)) / 1000)),
    mailPausedSince: (ready() ? await mailPausedSince() : undefined) ?? null,
    lastBackupAt: lastBackup(data),
  };
}

/** Whether all is as it should be; a backup may be made by other means, so that its age says nothing. */
export function isWell({ ready, diskFreeBytes, oldestOwedMailSeconds, mailPausedSince }: Health): boolean {
  const mailsLeave = (oldestOwedMailSeconds ?? 0) <= longestOwed && mailPausedSince === null;
  return ready && diskFreeBytes >= leastDiskFree && mailsLeave;
}

/** Answers /health: 200, or 503 where somebody must act. */
export async function answerHealth(watched: Watched): Promise<HttpAnswer> {
  const health = await healthOf(watched);
  return jsonAnswer(isWell(health) ? 200 : 503, health);
}

// What the backup has left; a note that cannot be read is none.
function lastBackup(data: string): string | null {
  try {
    return backupNote.parse(JSON.parse(readFileSync(join(data, 'backup.json'), 'utf8'))).at;
  } catch {
    return null;
  }
}
