import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moment } from '../rehearsal/berlin.ts';
import { peopleSchema, roundFileSchema } from '../rehearsal/inputs.ts';
import { gather } from '../rehearsal/judge/evidence.ts';
import { type Judgement, judge } from '../rehearsal/judge/judge.ts';
import type { Act } from '../rehearsal/people/acts.ts';
import { inventApplicant } from '../rehearsal/people/applicants.ts';
import { type Played, play, withHost } from '../rehearsal/play/play.ts';
import { Host } from './host.ts';

const administrations = ['120690020', '120520000', '120600052', '120630080', '120620140', '120530000'];
const office = { name: 'Programmbüro Smart City Manager:in', email: 'programmbuero@dabb.example' };
const selection = { method: 'first-come', dimensions: [], shares: 'administrations', perAdministration: 1 };

function session(id: string, starts: string, ends: string) {
  return { id, starts, ends };
}

/** What is not as planned, in lines that a person can read. */
function faultsOf({ faults, states, plan }: Judgement): string[] {
  return [
    ...faults.map(
      ({ verdict, purpose, case: of, person, planned, sent }) =>
        `${verdict} ${purpose} ${of} ${person} ${planned === undefined ? '' : new Date(planned.at).toISOString()} ${sent?.sentAt ?? ''}`,
    ),
    ...states.map((state) => `${state.case} is ${state.found}, planned ${state.planned}`),
    ...plan.doubts,
  ];
}

describe('a clock that is moved by 200 days in one call', () => {
  let host: Host;
  let played: Played;
  let judgement: Judgement;
  const start = '2026-09-22T09:00:00+02:00';
  const file = {
    id: 'w',
    title: 'Durchgang im Winter',
    applications: { opens: '2026-09-21T00:00:00+02:00', closes: '2026-10-23T23:59:59+02:00' },
    decisionsDue: '2026-10-30T23:59:59+01:00',
    endorsement: false,
    office,
    selection: { ...selection, confirm: false },
    cohorts: [
      {
        id: 'a',
        seats: 1,
        trainers: [{ name: 'Schulungsteam', email: 'training@dabb.example' }],
        modules: [
          {
            number: 1,
            title: 'Grundlagen der digitalen Transformation',
            joinUrl: 'https://konferenz.dabb.example/modul-1',
            sessions: [
              session('w1-1', '2027-03-30T09:00:00+02:00', '2027-03-30T13:00:00+02:00'),
              session('w1-2', '2027-03-31T09:00:00+02:00', '2027-03-31T13:00:00+02:00'),
            ],
          },
        ],
      },
    ],
  };

  beforeAll(async () => {
    host = await Host.fresh(start);
    await host.createRound(file);
    const now = async (): Promise<number> => moment((await host.json<{ now: string }>('/_local/clock')).now);
    const acts: Act[] = [
      {
        at: await now(),
        kind: 'make-round',
        who: office.email,
        round: 'w',
        file: roundFileSchema.parse(file),
      },
    ];
    for (const [index, key] of administrations.slice(0, 3).entries()) {
      const body = inventApplicant('w', key, index);
      const who = body.applicant.email;
      const began = await now();
      const { reference, id } = await host.apply(body);
      acts.push({ at: began, kind: 'apply', who, round: 'w', case: reference, id, body });
      // The third lets it lie.
      if (index === 2) continue;
      const mail = await host.mail('confirm-address', { case: reference });
      acts.push({ at: await now(), kind: 'confirm', who, case: reference });
      expect((await host.answer(mail, { confirm: 'yes' })).status).toBe(200);
    }
    await host.settle();
    const { now: end } = await host.advanceTo('2027-04-10T09:00:00+02:00');
    played = {
      script: { rounds: [], applications: [], people: peopleSchema.parse({}) },
      started: moment(start),
      ended: moment(end),
      mails: await host.mails(),
      acts,
      applications: await host.applications(),
      surprises: [],
      seconds: 0,
    };
    judgement = judge(played, { certificates: [] });
  }, 900_000);
  afterAll(() => host.stop());

  it('fires everything once and at its time', () => {
    expect(faultsOf(judgement)).toEqual([]);
    expect(played.applications.map(({ status }) => status).sort()).toEqual(['erased', 'expired', 'expired']);
  });

  it('fires it in order', () => {
    const times = played.mails.map(({ sentAt }) => sentAt);
    expect(times).toEqual([...times].sort());
    for (const { history } of played.applications) {
      const lines = history.map(({ at }) => at);
      expect(lines).toEqual([...lines].sort());
    }
  });

  it('keeps to eight o’clock in Berlin on both sides of both changes of the clocks', () => {
    const digests = played.mails
      .filter(({ purpose }) => purpose === 'office-digest')
      .map(({ sentAt }) => sentAt.slice(0, 16));
    expect(digests).toContain('2026-10-19T06:00');
    expect(digests).toContain('2026-10-26T07:00');
    expect(digests).toContain('2027-03-22T07:00');
    // The Monday after the last change of the clocks is Easter Monday.
    expect(digests).toContain('2027-03-30T06:00');
    const offer = played.mails.find(({ purpose }) => purpose === 'seat-offer');
    expect(offer?.sentAt.slice(0, 16)).toBe('2026-10-26T07:00');
    const requests = played.mails.filter(({ purpose }) => purpose === 'attendance-request');
    expect(requests.map(({ sentAt }) => sentAt.slice(0, 16))).toEqual([
      '2027-03-30T07:00',
      '2027-03-31T07:00',
    ]);
  });
});

describe('several rounds at once', () => {
  const approvers = [
    { name: 'Ines Probst', email: 'ines.probst@mil.example' },
    { name: 'Malte Krahn', email: 'malte.krahn@mil.example' },
  ];
  const trainer = { name: 'Schulungsteam', email: 'training@dabb.example' };
  const module = (number: number, id: string, day: string, hours: readonly [string, string]) => ({
    number,
    title: `Modul ${number}`,
    joinUrl: `https://konferenz.dabb.example/${id}`,
    sessions: [session(`${id}-1`, `${day}T${hours[0]}:00+02:00`, `${day}T${hours[1]}:00+02:00`)],
  });
  const inTwoCohorts = {
    id: 'x',
    title: 'Durchgang in zwei Gruppen',
    applications: { opens: '2026-06-01T00:00:00+02:00', closes: '2026-06-12T23:59:59+02:00' },
    decisionsDue: '2026-06-19T23:59:59+02:00',
    approvers,
    approvalsNeeded: 2,
    approvalOrder: 'serial',
    endorsement: false,
    office,
    selection: { ...selection, confirm: true },
    cohorts: [
      {
        id: 'a',
        seats: 2,
        trainers: [trainer],
        modules: [
          module(1, 'xa1', '2026-07-06', ['09:00', '13:00']),
          module(2, 'xa2', '2026-07-07', ['09:00', '13:00']),
        ],
      },
      {
        id: 'b',
        seats: 2,
        trainers: [{ name: 'Zweites Team', email: 'zweites.team@dabb.example' }],
        modules: [
          module(1, 'xb1', '2026-07-09', ['13:00', '17:00']),
          module(2, 'xb2', '2026-07-10', ['13:00', '17:00']),
        ],
      },
    ],
  };
  const beside = {
    id: 'y',
    title: 'Durchgang daneben',
    applications: { opens: '2026-06-03T00:00:00+02:00', closes: '2026-06-16T23:59:59+02:00' },
    decisionsDue: '2026-06-23T23:59:59+02:00',
    endorsement: true,
    office: { name: 'Programmbüro Süd', email: 'sued@dabb.example' },
    selection: { ...selection, confirm: false },
    cohorts: [
      {
        id: 'a',
        seats: 1,
        trainers: [trainer],
        // At the very hour of the other round.
        modules: [module(1, 'ya1', '2026-07-06', ['09:00', '12:00'])],
      },
    ],
  };
  let played: Played;
  let judgement: Judgement;
  let faulty: readonly string[];

  beforeAll(async () => {
    const bodies = administrations.slice(0, 5).map((key, index) => inventApplicant('x', key, index));
    const [person, ...others] = bodies;
    if (person === undefined) throw new Error('nobody applies');
    const script = {
      rounds: [inTwoCohorts, beside].map((raw) => ({ raw, file: roundFileSchema.parse(raw) })),
      // The first applies in both rounds.
      applications: [
        person,
        ...others.map((body, index) => (index === 0 ? { ...body, cohorts: ['b'] } : body)),
        { ...person, round: 'y' },
        inventApplicant('y', administrations[5] ?? '', 5),
      ],
      people: peopleSchema.parse({
        office: [{ at: '2026-06-22T10:00:00+02:00', act: 'confirm-selection', round: 'x' }],
      }),
    };
    await withHost(script.rounds, async (host, start) => {
      played = await play(host, start, script);
      const evidence = await gather(host, played);
      judgement = judge(played, evidence);
      faulty = evidence.certificates.flatMap(({ faults }) => faults);
    });
  }, 900_000);

  it('go their ways without touching each other', () => {
    expect(played.surprises).toEqual([]);
    expect(faultsOf(judgement)).toEqual([]);
    expect(faulty).toEqual([]);
  });

  it('seat, teach and certify everybody for whom there is room', () => {
    const ends = (round: string) =>
      played.applications
        .filter((application) => application.round === round)
        .map(({ status }) => status)
        .sort();
    expect(ends('x')).toEqual(['completed', 'completed', 'completed', 'completed', 'list-closed']);
    expect(ends('y')).toEqual(['completed', 'list-closed']);
  });
});
