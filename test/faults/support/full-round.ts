import { type Host, submitForm } from '../../program/host.ts';
import { awaitMail } from './patience.ts';
import { addressOf, approverSigns, bodyOf, moments, shortRound } from './round.ts';
import type { Step } from './story.ts';

/** Words that occur nowhere but in what these people typed; none may turn up where personal data must not be. */
export const personalWords = [
  'Quirinia',
  'Zwirnsberger',
  'quirinia.zwirnsberger',
  'Xylophonwald',
  '0331-7788991',
  'Kornblumius',
  'Vorgesetztenberg',
  'kornblumius.vorgesetztenberg',
  'Rückfragenblume',
  'Antwortnelke',
  'Absagenveilchen',
  'Hortensia',
  'Probstenau',
] as const;

const quirinia = 'quirinia.zwirnsberger@amt.example';
const supervisor = 'kornblumius.vorgesetztenberg@amt.example';
const office = 'programmbuero@dabb.example';
const signs = { name: 'Hortensia Probstenau', function: 'Referentin' };

/** The application of the person whose words are looked for. */
const personalBody = bodyOf(0, {
  applicant: {
    givenName: 'Quirinia',
    familyName: 'Zwirnsberger',
    email: quirinia,
    role: 'Sachbearbeitung',
    phone: '0331-7788991',
  },
  supervisor: { givenName: 'Kornblumius', familyName: 'Vorgesetztenberg', email: supervisor },
  motivation: 'Xylophonwald',
});

async function act(
  host: Host,
  mail: { purpose: string; to: string },
  fields: Record<string, string | readonly string[]>,
): Promise<void> {
  const answer = await host.answer(await awaitMail(host, mail.purpose, mail.to), fields);
  if (answer.status >= 300) throw new Error(`${mail.purpose}: ${answer.status} ${await answer.text()}`);
}

/** The newest mail to the approver about the case of somebody. */
async function decide(
  host: Host,
  person: string,
  purpose: string,
  fields: Record<string, string>,
): Promise<void> {
  const { case: reference } = await awaitMail(host, 'application-received', person);
  const mail = (await host.mails())
    .filter((each) => each.purpose === purpose && each.case === reference)
    .at(-1);
  if (mail === undefined) throw new Error(`no mail ${purpose} came about ${reference}`);
  const answer = await host.answer(mail, fields);
  if (answer.status !== 200) throw new Error(`${purpose}: ${answer.status} ${await answer.text()}`);
}

/** A round with an endorsement, a query, a rejection, an offer declined and one taken, and an alumna. */
export const fullRound: readonly Step[] = [
  {
    name: 'an application is sent',
    run: async (host) => {
      await host.createRound(shortRound(1, { endorsement: true }));
      await host.apply(personalBody);
      for (const person of [1, 2]) await host.apply(bodyOf(person));
      await host.settle();
    },
  },
  {
    name: 'the office asks for a sign-in link',
    run: async (host) => {
      await submitForm(`${host.origin}/buero/anmelden`, { email: office });
      await awaitMail(host, 'sign-in', office);
    },
  },
  {
    name: 'addresses are confirmed',
    run: async (host) => {
      // Two who wait for nobody first, so that the third is first only by the seat that falls free.
      await act(host, { purpose: 'confirm-address', to: addressOf(1) }, { confirm: 'yes' });
      await act(host, { purpose: 'confirm-address', to: quirinia }, { confirm: 'yes' });
      await act(host, { purpose: 'confirm-address', to: addressOf(2) }, { confirm: 'yes' });
      await host.settle();
    },
  },
  {
    name: 'the supervisor agrees',
    run: async (host) => {
      await act(host, { purpose: 'endorsement-request', to: supervisor }, { decision: 'endorse' });
      await host.settle();
    },
  },
  {
    name: 'the ministry asks, approves and rejects',
    run: async (host) => {
      await decide(host, quirinia, 'review-request', {
        decision: 'query',
        reason: 'Rückfragenblume',
        ...signs,
      });
      await decide(host, addressOf(1), 'review-request', { decision: 'approve', ...approverSigns });
      await decide(host, addressOf(2), 'review-request', {
        decision: 'reject',
        reason: 'Absagenveilchen',
        ...signs,
      });
      await host.settle();
    },
  },
  {
    name: 'the query is answered, and approval follows',
    run: async (host) => {
      await act(host, { purpose: 'query', to: quirinia }, { action: 'answer', text: 'Antwortnelke' });
      await host.settle();
      await decide(host, quirinia, 'query-answered', { decision: 'approve', ...signs });
      await host.settle();
    },
  },
  { name: 'decisions are told', run: async (host) => void (await host.advanceTo(moments.told)) },
  { name: 'seats are offered', run: async (host) => void (await host.advanceTo(moments.selection)) },
  {
    name: 'the seat is declined, and goes to the next',
    run: async (host) => {
      await act(host, { purpose: 'seat-offer', to: addressOf(1) }, { answer: 'decline' });
      await awaitMail(host, 'seat-offer', quirinia);
    },
  },
  {
    name: 'it is accepted',
    run: async (host) => {
      await act(host, { purpose: 'seat-offer', to: quirinia }, { answer: 'accept' });
      await host.settle();
    },
  },
  { name: 'the sessions begin', run: async (host) => void (await host.advanceTo(moments.lastSession)) },
  {
    name: 'the trainer marks who is there',
    run: async (host) => {
      const id = (await host.applications()).find(({ status }) => status === 'taking-part')?.id ?? '';
      for (const mail of await host.mails()) {
        if (mail.purpose === 'attendance-request') await host.answer(mail, { present: id });
      }
      await host.settle();
    },
  },
  {
    name: 'the graduate joins the network',
    run: async (host) => {
      await act(host, { purpose: 'alumni-invitation', to: quirinia }, { action: 'join' });
      await host.advanceTo(moments.after);
    },
  },
];
