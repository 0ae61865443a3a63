import type { Application } from '../../functions/domain/application.ts';
import { currentEdition } from '../../functions/domain/register/register.ts';
import type { Round } from '../../functions/domain/round.ts';
import { parseRoundFile } from '../../functions/domain/round-file.ts';
import { keys } from '../../functions/platform/store/keys.ts';

const modules = ['Grundlagen der digitalen Kommune', 'Daten und Plattformen', 'Beteiligung und Umsetzung'];

/** A round whose one cohort learns in three modules of two mornings each, four hours a morning. */
export function aRound(changes: Partial<Round> = {}): Round {
  const parsed = parseRoundFile(
    {
      id: '3',
      title: '3. Schulungsdurchgang',
      applications: { opens: '2022-09-05T00:00:00+02:00', closes: '2022-10-04T23:59:59+02:00' },
      decisionsDue: '2022-10-14T23:59:59+02:00',
      approvers: [{ name: 'Referat Digitale Kommunen', email: 'referat@ministerium.example', shared: true }],
      office: { name: 'Programmbüro', email: 'buero@programm.example' },
      cohorts: [
        {
          id: 'a',
          seats: 16,
          trainers: [{ name: 'Schulungsteam', email: 'training@programm.example' }],
          modules: modules.map((title, index) => ({
            number: index + 1,
            title,
            joinUrl: `https://konferenz.programm.example/modul-${index + 1}`,
            sessions: [8, 9].map((day, morning) => ({
              id: `a${index + 1}-${morning + 1}`,
              starts: `2022-11-${String(day + 7 * index).padStart(2, '0')}T09:00:00+01:00`,
              ends: `2022-11-${String(day + 7 * index).padStart(2, '0')}T13:00:00+01:00`,
            })),
          })),
        },
      ],
    },
    '2022-09-01T00:00:00.000Z',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return {
    ...keys.round('3'),
    kind: 'round',
    id: '3',
    status: 'running',
    revision: 1,
    generation: 1,
    file: parsed.file,
    fileHash: 'hash',
    registerEdition: currentEdition,
    createdAt: '2022-09-01T08:00:00.000Z',
    sequence: 0,
    history: [],
    ...changes,
  };
}

/** An application of the invented Änne Łukaszewska from Cottbus, in the round above. */
export function anApplication(changes: Partial<Application> = {}): Application {
  const id = changes.id ?? 'Zm9vYmFyYmF6cXV4MTIzNA';
  return {
    ...keys.application('3', id),
    kind: 'application',
    id,
    reference: 'SCM-3-0007',
    round: '3',
    status: 'taking-part',
    version: 1,
    revision: 5,
    generation: 1,
    language: 'de',
    administrations: ['120520000'],
    applicant: {
      givenName: 'Änne',
      familyName: 'Łukaszewska',
      email: 'aenne.lukaszewska@cottbus.example',
      role: 'Stadtplanung',
    },
    supervisor: { givenName: 'Uwe', familyName: 'Noack', email: 'uwe.noack@cottbus.example' },
    motivation: 'Ich möchte Daten für unsere Stadt nutzbar machen.',
    person: 'person',
    submittedAt: '2022-09-10T08:00:00.000Z',
    confirmedAt: '2022-09-10T09:00:00.000Z',
    verdicts: [],
    seat: {
      cohort: 'a',
      number: 1,
      offeredAt: '2022-10-17T06:00:00.000Z',
      until: '2022-10-24T21:59:59.000Z',
    },
    caseLinkEpoch: 0,
    history: [],
    oPk: 'ROUND#3',
    oSk: 'SCM-3-0007',
    name: 'Łukaszewska, Änne',
    at: '2022-09-10T08:00:00.000Z',
    ...changes,
  };
}
