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
  let fruitless = 0;

  const attempt = async (item: RelayItem): Promise<Attempt> => {
    const raw = await store.raw(item.mailId);
    const result: Attempt =
      raw === undefined
        ? {
            refused: item.recipients.map((address) => ({ address, reason: 'the message is gone' })),
            later: [],
            unreachable: false,
          }
        : await send(item.from, item.recipients, raw);
    const { refused, later } = result;
    const state = later.length > 0 ? 'owed' : refused.length === item.recipients.length ? 'failed' : 'sent';
    store.relay.record(item.seq, state, later, refused[0]?.reason ?? null);
    if (refused.length > 0) onRefused(item.mailId, refused);
    return result;
  };

  const pass = async () => {
    let waiting = false;
    for (const item of store.relay.owed()) {
      if (stopped) return;
      const { later, unreachable } = await attempt(item);
      waiting ||= later.length > 0;
      if (unreachable) break;
    }
    fruitless = waiting ? fruitless + 1 : 0;
  };

  function run(): void {
    timer = undefined;
    more = false;
    working = pass()
      .catch((error: unknown) => {
        fruitless += 1;
        log(`Relay: ${String(error)}`);
      })
      .then(() => {
        working = undefined;
        if (stopped) return;
        if (fruitless > 0) {
          const seconds = Math.min(300, 2 ** (fruitless - 1));
          log(`Relay: mail waits for the real server; next attempt in ${seconds} s.`);
          timer = setTimeout(run, seconds * 1000);
        } else if (more) run();
      });
  }

  const wake = () => {
    if (stopped) return;
    if (working !== undefined) more = true;
    else if (timer === undefined) run();
  };

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
