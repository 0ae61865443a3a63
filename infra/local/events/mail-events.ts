import { randomUUID } from 'node:crypto';
import { storedWhenRoom } from '../data/disk.ts';
import type { Store } from '../data/store.ts';
import type { createSes } from '../ses/ses.ts';
import type { SubscriptionModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import type { Work } from '../time/idle.ts';
import type { Invoker } from './invoker.ts';

interface Options {
  readonly mail: Pick<ReturnType<typeof createSes>, 'events'>;
  readonly subscriptions: readonly SubscriptionModel[];
  readonly store: Store;
  readonly clock: LocalClock;
  readonly work: Work;
  readonly invoker: Invoker;
  readonly mayInvoke: (functionArn: string, topicArn: string) => { allowed: boolean; reason: string };
  readonly count: () => void;
  readonly log: (line: string) => void;
}

/** Brings what SES reports (sent, bounced, complained) through its topics to the functions that subscribe. */
export class MailEvents {
  readonly #options: Options;
  #draining = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Hands over all events that are waiting; what it leads to counts as work from this moment on. */
  drain(): void {
    if (this.#draining) return;
    this.#draining = true;
    void this.#options.work.run(async () => {
      try {
        const { events } = this.#options.mail;
        for (let waiting = events.pending(); waiting.length > 0; waiting = events.pending()) {
          for (const it of waiting) {
            await storedWhenRoom(() => this.#publish(it), this.#options.log);
            await storedWhenRoom(() => events.ack(it.id), this.#options.log);
          }
        }
      } catch (error) {
        this.#options.log(`Mail events: ${String(error)}`);
      } finally {
        this.#draining = false;
      }
    });
  }

  #publish(event: { id: number; topicArn: string; message: string }): void {
    const { subscriptions, store, clock, invoker, mayInvoke, count, log } = this.#options;
    count();
    const subscribers = subscriptions.filter((it) => it.topicArn === event.topicArn);
    const payload = JSON.stringify(notification(event, clock.iso()));
    const stored = store.transaction(() => {
      clock.keep();
      return subscribers.flatMap(({ functionArn, topicArn }) => {
        const verdict = mayInvoke(functionArn, topicArn);
        if (verdict.allowed) return [invoker.add(functionArn, topicArn, payload)];
        log(verdict.reason);
        store.addDeadLetter(clock.iso(), topicArn, verdict.reason, payload);
        return [];
      });
    });
    for (const it of stored) invoker.deliver(it);
  }
}

/** A notification as SNS hands it to a function. */
function notification(event: { topicArn: string; message: string }, at: string): object {
  const { topicArn } = event;
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: `${topicArn}:local`,
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: topicArn,
          Subject: null,
          Message: event.message,
          Timestamp: at,
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
          MessageAttributes: {},
        },
      },
    ],
  };
}
