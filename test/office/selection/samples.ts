import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { keys, sha256 } from '../../../functions/platform/store/keys.ts';
import { anApplication, aRound } from '../../support/records.ts';

type Application = ReturnType<typeof anApplication>;

const edition = register(currentEdition);
const names = ['Ahrens', 'Brösicke', 'Čapek', 'Dubrau', 'Ebert', 'Fröhlich', 'Görlitz', 'Hanschke'];

/** A closed round for so many cohorts of eight, each with its own id. */
export function roundOfCohorts(ids: readonly string[], changes: Partial<Round> = {}): Round {
  const round = aRound({ status: 'closed', ...changes });
  const [cohort] = round.file.cohorts;
  if (cohort === undefined) throw new Error('the sample round has no cohort');
  const cohorts = ids.map((id) => ({
    ...cohort,
    id,
    seats: 8,
    modules: cohort.modules.map((module) => ({
      ...module,
      sessions: module.sessions.map((session) => ({ ...session, id: session.id.replace('a', id) })),
    })),
  }));
  return { ...round, file: { ...round.file, cohorts, ...changes.file } };
}

/** Invented applicants from every third administration, each with an id and a person of their own. */
export function manyApplications(count: number, status: Application['status'] = 'approved'): Application[] {
  const administrations = edition?.administrations ?? [];
  return Array.from({ length: count }, (_, index) => {
    const home = administrations[(index * 7) % administrations.length];
    const familyName = names[index % names.length] ?? '';
    const givenName = `Kim ${String.fromCharCode(65 + Math.floor(index / names.length))}.`;
    const id = `sample${String(index).padStart(16, '0')}`;
    const { seat: _seat, ...bare } = anApplication({
      ...keys.application('3', id),
      id,
      reference: `SCM-3-${String(index + 100).padStart(4, '0')}`,
      status,
      person: sha256(id),
      administrations: [home?.key ?? ''],
      applicant: { givenName, familyName, email: `kim.${index}@verwaltung.example`, role: 'Digitales' },
      name: `${familyName}, ${givenName}`,
      oSk: `SCM-3-${String(index + 100).padStart(4, '0')}`,
    });
    return bare;
  });
}
