import fc from 'fast-check';
import { expect, it } from 'vitest';
import { berlinDate, isWorkingDay, morning } from '../../../functions/domain/calendar.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { rehearse } from '../../../functions/rehearsal/play/rehearse.ts';
import { aRound } from '../../support/records.ts';

const approver = (number: number) => ({
  name: `Referat ${number}`,
  email: `referat${number}@ministerium.example`,
  shared: number === 1,
  ...(number === 2 ? { deputy: { name: 'Vertretung', email: 'vertretung@ministerium.example' } } : {}),
});

/** Rounds as different as a file allows: nobody or several decide, one by one or all, few seats, any day of closing. */
const files = fc
  .record({
    approvers: fc.integer({ min: 0, max: 3 }),
    approvalsNeeded: fc.integer({ min: 1, max: 2 }),
    serial: fc.boolean(),
    endorsement: fc.boolean(),
    confirm: fc.boolean(),
    method: fc.constantFrom('lottery' as const, 'first-come' as const, 'leximin' as const),
    seats: fc.integer({ min: 1, max: 7 }),
    groups: fc.integer({ min: 1, max: 2 }),
    // Closing some days later than the file, up to the day on which decisions are due.
    later: fc.integer({ min: 0, max: 9 }),
    workingDays: fc.integer({ min: 1, max: 12 }),
    attendanceNeeded: fc.constantFrom(0.5, 0.8, 1),
  })
  .map((wish): Round['file'] => {
    const { file } = aRound();
    const [cohort] = file.cohorts;
    if (cohort === undefined) throw new Error('the sample has no cohort');
    const closes = new Date(Date.parse(file.applications.closes) + wish.later * 86_400_000).toISOString();
    return {
      ...file,
      applications: { ...file.applications, closes },
      approvers: Array.from({ length: wish.approvers }, (_, index) => approver(index + 1)),
      approvalsNeeded: Math.max(1, Math.min(wish.approvalsNeeded, wish.approvers)),
      approvalOrder: wish.serial ? 'serial' : 'any',
      endorsement: wish.endorsement,
      seatsOfferedForWorkingDays: wish.workingDays,
      attendanceNeeded: wish.attendanceNeeded,
      selection: { ...file.selection, confirm: wish.confirm, method: wish.method },
      cohorts: Array.from({ length: wish.groups }, (_, index) => ({
        ...cohort,
        id: 'ab'.charAt(index),
        seats: wish.seats,
        modules: cohort.modules.map((module) => ({
          ...module,
          sessions: module.sessions.map((session) => ({ ...session, id: `${index}${session.id}` })),
        })),
      })),
    };
  });

const mailedByDate = [
  'approved',
  'rejected',
  'module-reminder',
  'seat-offer-reminder',
  'seat-expired',
  'office-digest',
];

it('any round that a file allows is rehearsed to its end, and what a date causes goes out in the morning of a working day', async () => {
  process.env['BASE_URL'] = 'https://programm.example';
  await fc.assert(
    fc.asyncProperty(files, async (file) => {
      const round = { ...aRound({ status: 'draft', history: [] }), file };
      const { fault, applications, mails, round: last } = await rehearse(round, '2022-08-30T06:00:00.000Z');
      expect(fault).toBeUndefined();
      expect(last.status).toBe('finished');
      for (const { id, seats } of file.cohorts) {
        const there = applications.filter(
          ({ status, seat }) => seat?.cohort === id && ['completed', 'not-completed'].includes(status),
        );
        expect(there.length).toBeLessThanOrEqual(seats);
      }
      for (const { at, order } of mails) {
        if (!mailedByDate.includes(order.purpose)) continue;
        expect(`${order.purpose} ${at}`).toBe(`${order.purpose} ${morning(berlinDate(at))}`);
        expect(isWorkingDay(berlinDate(at))).toBe(true);
      }
      const certificates = mails.filter(({ order }) => order.purpose === 'certificate').length;
      expect(certificates).toBe(applications.filter(({ status }) => status === 'completed').length);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 5) },
  );
}, 240_000);
