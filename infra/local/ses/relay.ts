import { performance } from 'node:perf_hooks';
import { createTransport } from 'nodemailer';
import * as z from 'zod';
import type { MailStore, RelayItem } from './store.ts';

/** How an attempt with the real server ended; whom it refused for good, it will refuse again. */
export interface Attempt {
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
  /** Recipients that the server could not take right now. */
  readonly later: readonly string[];
  /** True where the server could not be talked to at all, so that the next message would fare alike. */
  readonly unreachable: boolean;
}

/** Hands one message to a real server. Never throws: whatever went wrong is in the answer. */
export type Send = (from: string, recipients: readonly string[], raw: Buffer) => Promise<Attempt>;

/** Sends through an SMTP server named by a URL such as `smtp://user:pass@host:587`. */
export function smtp(url: string): Send & { close(): void } {
  const transport = createTransport(url);
  const send: Send = async (from, recipients, raw) => {
    try {
      const info = await transport.sendMail({ envelope: { from, to: [...recipients] }, raw });
      return { ...sorted(info.rejectedErrors ?? []), unreachable: false };
    } catch (error) {
      return failed(error, recipients);
    }
  };
  return Object.assign(send, { close: () => transport.close() });
}

const refusal = z.object({
  recipient: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  message: z.string(),
});
const failure = refusal.extend({ code: z.string().optional(), rejectedErrors: z.array(refusal).optional() });

// 5xx is the server's last word on a recipient, 4xx asks to come again (RFC 5321, 4.2.1).
function sorted(errors: readonly unknown[]): Pick<Attempt, 'refused' | 'later'> {
  const read = errors.map((error) => {
    const it = refusal.parse(error);
    return { address: it.recipient ?? '', code: it.responseCode ?? 0, reason: it.response ?? it.message };
  });
  return {
    refused: read.filter((it) => it.code >= 500).map(({ address, reason }) => ({ address, reason })),
    later: read.filter((it) => it.code < 500).map((it) => it.address),
  };
}

function failed(error: unknown, recipients: readonly string[]): Attempt {
  const it = failure.safeParse(error);
  if (!it.success) return { refused: [], later: recipients, unreachable: true };
  const { code, responseCode = 0, response, message, rejectedErrors = [] } = it.data;
  const aboutRecipients = rejectedErrors.length === recipients.length;
  if (code === 'EENVELOPE' && aboutRecipients) return { ...sorted(rejectedErrors), unreachable: false };
  // An answer to the message itself holds for all recipients. Any other error, a refused log-in too, is
  // about the server or its settings and can be mended: nothing is given up for it.
  if ((code === 'EMESSAGE' || code === 'EENVELOPE') && responseCode >= 400) {
    const reason = response ?? message;
    return responseCode >= 500
      ? { refused: recipients.map((address) => ({ address, reason })), later: [], unreachable: false }
      : { refused: [], later: recipients, unreachable: false };
  }
  return { refused: [], later: recipients, unreachable: true };
}

/**
 * Works the queue of mails for a real server, in order. What the server took is recorded and never handed over
 * again; what it could not take stays and is tried again after 1, 2, 4 … up to 300 seconds of real time, also
 * after a restart; what it refused for good is reported. Only a crash between the server's answer and its
 * record repeats a message, with the same Message-ID, by which the receiving side can tell.
 *
 * @param onRefused told of each message and recipient that was refused for good, once it is recorded
 */
export function startRelay(
  store: MailStore,
  send: Send,
  onRefused: (mailId: string, refused: Attempt['refused']) => void,
  log: (line: string) => void,
): { wake(): void; stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let more = false;
  // Instants of real time before which a message, or any message, is not tried again.
  const notBefore = new Map<number, number>();
  let serverNotBefore = 0;
  let absences = 0;

  const attempt = async (item: RelayItem): Promise<boolean> => {
    const raw = await store.raw(item.mailId);
    const { refused, later, unreachable }: Attempt =
      raw === undefined ? gone(item.recipients) : await send(item.from, item.recipients, raw);
    const state = later.length > 0 ? 'owed' : refused.length === item.recipients.length ? 'failed' : 'sent';
    await store.relay.record(item.seq, state, later, refused[0]?.reason ?? null);
    if (refused.length > 0) onRefused(item.mailId, refused);
    absences = unreachable ? absences + 1 : 0;
    if (unreachable) serverNotBefore = performance.now() + pause(absences);
    else if (later.length > 0) notBefore.set(item.seq, performance.now() + pause(item.attempts + 1));
    else notBefore.delete(item.seq);
    return !unreachable;
  };

  const pass = async () => {
    for (const item of store.relay.owed()) {
      if (stopped) return;
      if ((notBefore.get(item.seq) ?? 0) > performance.now()) continue;
      if (!(await attempt(item))) break;
    }
  };

  function run(): void {
    clearTimeout(timer);
    timer = undefined;
    more = false;
    working = pass()
      .catch((error: unknown) => {
        absences += 1;
        serverNotBefore = performance.now() + pause(absences);
        log(`Relay: ${String(error)}`);
      })
      .then(() => {
        working = undefined;
        if (stopped) return;
        if (more) wake();
        else sleep();
      });
  }

  function sleep(): void {
    const dues = store.relay.owed().map((it) => Math.max(serverNotBefore, notBefore.get(it.seq) ?? 0));
    if (dues.length === 0) return;
    const ms = Math.max(10, Math.min(...dues) - performance.now());
    if (absences > 0) log(`Relay: the real server is away; next attempt in ${Math.ceil(ms / 1000)} s.`);
    timer = setTimeout(run, ms);
  }

  function wake(): void {
    if (stopped) return;
    if (working !== undefined) more = true;
    else if (performance.now() >= serverNotBefore) run();
    else if (timer === undefined) sleep();
  }

  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

function pause(failures: number): number {
  return Math.min(300, 2 ** (failures - 1)) * 1000;
}

function gone(recipients: readonly string[]): Attempt {
  const refused = recipients.map((address) => ({ address, reason: 'the message is gone' }));
  return { refused, later: [], unreachable: false };
}
