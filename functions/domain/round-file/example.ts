import {
  addDaysToDate,
  addWorkingDays,
  atBerlin,
  berlinDate,
  daysBefore,
  endOfDay,
  type Instant,
  isWorkingDay,
  type Land,
  type PlainDate,
} from '../calendar.ts';

/**
 * A round file to try the program with: its window opened yesterday and closes in two weeks, decisions are due a week
 * later, two modules of two mornings follow from the seventh week on, all deadlines and sessions on working days.
 * Its id tells the day on which it was made.
 */
export function exampleRound(now: Instant, land: Land = 'BB'): unknown {
  const today = berlinDate(now);
  const workingDay = (date: PlainDate) => (isWorkingDay(date, land) ? date : addWorkingDays(date, 1, land));
  const closes = workingDay(addDaysToDate(today, 14));
  const decisionsDue = workingDay(addDaysToDate(closes, 7));
  const session = (id: string, date: PlainDate) => ({
    id,
    starts: atBerlin(date, '09:00'),
    ends: atBerlin(date, '13:00'),
  });
  const modules = ['Grundlagen der digitalen Kommune', 'Daten, Beteiligung und Umsetzung'].map(
    (title, index) => {
      const first = workingDay(addDaysToDate(today, 42 + 7 * index));
      return {
        number: index + 1,
        title,
        joinUrl: `https://konferenz.programmbuero.example/modul-${index + 1}`,
        sessions: [
          session(`a${index + 1}-1`, first),
          session(`a${index + 1}-2`, addWorkingDays(first, 1, land)),
        ],
      };
    },
  );
  return {
    id: `P${today.replaceAll('-', '').slice(2)}`,
    title: 'Probedurchgang',
    applications: { opens: atBerlin(daysBefore(now, 1), '00:00'), closes: endOfDay(closes) },
    decisionsDue: endOfDay(decisionsDue),
    seatsOfferedForWorkingDays: 5,
    approvers: [
      {
        name: 'Referat Digitale Kommunen',
        email: 'referat@ministerium.example',
        shared: true,
        deputy: { name: 'Vertretung des Referats', email: 'vertretung@ministerium.example' },
      },
    ],
    approvalsNeeded: 1,
    endorsement: true,
    office: { name: 'Programmbüro', email: 'buero@programmbuero.example' },
    selection: {
      method: 'lottery',
      dimensions: ['size_class', 'planning_region'],
      shares: 'administrations',
      perAdministration: 1,
      confirm: false,
    },
    cohorts: [
      {
        id: 'a',
        seats: 16,
        trainers: [{ name: 'Schulungsteam', email: 'training@programmbuero.example' }],
        modules,
      },
    ],
    attendanceNeeded: 0.8,
  };
}
