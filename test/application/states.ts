import type { Round } from '../../functions/domain/round.ts';
import { anApplication, aRound } from '../support/records.ts';
import { aHouse, filledForm } from './house.ts';
import { formsOf } from './html.ts';

type Language = 'de' | 'en';
type Fields = Readonly<Record<string, string>>;

/** A round of two cohorts, so that pages show what they show only then. */
function twoCohorts(): Partial<Round> {
  const { file } = aRound();
  const [first] = file.cohorts;
  if (first === undefined) throw new Error('the round has no cohort');
  const second = {
    ...first,
    id: 'b',
    modules: first.modules.map((module) => ({
      ...module,
      sessions: module.sessions.map((session) => ({ ...session, id: `b-${session.id}` })),
    })),
  };
  return { file: { ...file, cohorts: [first, second] } };
}

/** Every page of applying, agreeing and the programme's face in every state, as a person meets it: name and HTML. */
export async function everyState(language: Language): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  const house = aHouse();
  const lang = language === 'de' ? '' : '?lang=en';
  const see = async (name: string, path: string, form?: Fields | URLSearchParams): Promise<string> => {
    const seen = await house.visit(`${path}${lang}`, form === undefined ? {} : { form });
    if (seen.body.startsWith('<!DOCTYPE')) states.set(name, seen.body);
    return seen.body;
  };
  const person = { email: 0 };
  /** A fresh application, confirmed; answers the paths of both pages. */
  const applied = async (changes: Fields = {}) => {
    person.email += 1;
    const email = `person${person.email}@beelitz.example`;
    await house.visit(`/bewerbung/3${lang}`, { form: filledForm({ 'applicant.email': email, ...changes }) });
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const mails = await house.mails();
    const link = (purpose: string) => mails.find((mail) => mail.purpose === purpose)?.link ?? '';
    return {
      case: link('application-received'),
      freigabe: link('endorsement-request'),
      ask: ask?.link ?? '',
    };
  };
  const record = (changes: Parameters<typeof house.record>[0] extends infer A ? Partial<A> : never): void => {
    house.record({ ...house.application(), ...changes });
  };
  const seat = {
    cohort: 'a',
    number: 3,
    offeredAt: '2022-10-17T06:00:00.000Z',
    until: '2022-10-24T21:59:59.000Z',
  };
  const taken = { ...seat, acceptedAt: '2022-10-18T08:00:00.000Z' };
  const told = {
    outcome: 'approve',
    by: 'referat@ministerium.example',
    at: '2022-09-20T08:00:00.000Z',
    toldAt: '2022-09-21T06:00:00.000Z',
  } as const;

  house.table.put({ ...aRound({ ...twoCohorts(), id: '4', pk: 'ROUND#4', status: 'open' }) });
  house.table.put({ pk: 'ROUNDS', sk: 'ROUND#4', kind: 'round-listed' });
  house.table.put({
    ...aRound({ id: '2', pk: 'ROUND#2', status: 'finished', releasedAt: '2022-08-01T08:00:00.000Z' }),
  });
  house.table.put({ pk: 'ROUNDS', sk: 'ROUND#2', kind: 'round-listed' });

  for (const [index, administrations] of [
    ['120520000'],
    ['120690020', '120695902'],
    ['120640428'],
  ].entries()) {
    const id = `past-${index}`;
    house.record(
      anApplication({
        id,
        pk: 'ROUND#2',
        sk: `APPLICATION#${id}`,
        round: '2',
        status: 'completed',
        administrations,
      }),
    );
  }

  await see('formular-leer', '/bewerbung/3');
  await see('formular-zwei-gruppen', '/bewerbung/4');
  await see('formular-fehler', '/bewerbung/3', {
    ...filledForm({ 'applicant.email': 'anne@', 'applicant.givenName': '<b>', administrations: '' }),
    motivation: 'ä'.repeat(2001),
    step: 'review',
  });
  const joint = {
    ...filledForm({ secondAdministration: '120695902', needs: 'Untertitel, bitte.' }),
    step: 'review',
  };
  const [send] = formsOf(await see('formular-pruefung', '/bewerbung/3', joint));
  const hasty = await see('formular-zweifel', '/bewerbung/3', send ?? {});
  const [again] = formsOf(hasty);
  const [waiting] = formsOf(await see('formular-gesendet', '/bewerbung/3', again ?? {}));
  await see('formular-adresse-fehlt', '/bewerbung/3', waiting ?? {});
  const [sent] = await house.mails();
  await see('bestaetigung', sent?.link ?? '');
  await see('bestaetigung-ohne-haken', sent?.link ?? '', {});
  await see('bestaetigt', sent?.link ?? '', { confirm: 'yes' });
  await see('bestaetigung-benutzt', sent?.link ?? '');
  await see('formular-schon-bestaetigt', '/bewerbung/3', waiting ?? {});
  await house.mails();
  await house.visit(`/bewerbung/3${lang}`, { form: filledForm() });
  const [second] = await house.mails();
  await see('bestaetigung-zweite', second?.link ?? '', { confirm: 'yes' });

  const one = await applied({ needs: 'Untertitel, bitte.' });
  await see('vorgang-wartet', one.case);
  await see('vorgang-nichts-gewaehlt', one.case, { step: 'case' });
  await see('vorgang-berichtigt', one.case, { action: 'correct', 'applicant.role': 'Kämmerin' });
  await see('vorgang-berichtigung-fehler', one.case, {
    ...joint,
    step: 'case',
    action: 'correct',
    'applicant.email': 'x',
  });
  await see('vorgang-neue-adresse', one.case, {
    action: 'correct',
    'applicant.email': 'neu@beelitz.example',
  });
  const mails = await house.mails();
  const change = mails.find(({ purpose }) => purpose === 'confirm-address')?.link ?? '';
  await see('adresse', change);
  await see('adresse-ohne-haken', change, {});
  await see('adresse-bestaetigt', change, { confirm: 'yes' });
  await house.mails();
  record({ status: 'in-review', endorsedAt: '2022-09-07T08:00:00.000Z' });
  await see('vorgang-pruefung', one.case);
  record({
    status: 'queried',
    query: {
      id: 'q',
      text: 'Wie viele Stellen hat Ihr Hauptamt?\nUnd seit wann?',
      approver: 'referat@ministerium.example',
      askedAt: '2022-09-07T08:00:00.000Z',
      until: '2022-09-14T21:59:59.000Z',
    },
  });
  await see('vorgang-frage', one.case);
  await see('vorgang-antwort-fehlt', one.case, { action: 'answer', text: '' });
  record({ status: 'approved', decision: told });
  await see('vorgang-voraussetzungen', one.case);
  record({ status: 'waiting-list', waiting: { since: '2022-10-17T06:00:00.000Z', order: 3 } });
  await see('vorgang-warteliste', one.case);
  record({ status: 'seat-offered', seat });
  await see('vorgang-platz', one.case);
  record({ status: 'accepted', seat: taken });
  await see('vorgang-angenommen', one.case);
  await see('vorgang-ersatz-fehler', one.case, { action: 'substitute', 'applicant.givenName': 'Jan' });
  record({ status: 'taking-part', seat: taken });
  await see('vorgang-nimmt-teil', one.case);
  record({
    status: 'completed',
    seat: taken,
    certificate: {
      id: 'abcdefghijklmnopqrstuv',
      number: 'SCM-2022-0001',
      issuedAt: '2022-12-15T07:00:00.000Z',
    },
  });
  await see('vorgang-abgeschlossen', one.case);
  record({
    status: 'rejected',
    decision: { ...told, outcome: 'reject', reason: 'Die Verwaltung nimmt schon teil.' },
  });
  await see('vorgang-abgelehnt', one.case);
  await see('vorgang-daten', one.case, { action: 'export', format: 'html' });

  const two = await applied();
  await see('freigabe', two.freigabe);
  await see('freigabe-nichts-gewaehlt', two.freigabe, { decision: '' });
  await see('freigabe-ohne-grund', two.freigabe, { decision: 'refuse', reason: '' });
  await see('freigabe-weiterleitung-fehler', two.freigabe, { decision: 'forward', 'forward.email': 'x' });
  const forward = {
    decision: 'forward',
    'forward.name': 'Dr. Ida Behrend',
    'forward.email': 'ida@beelitz.example',
  };
  await see('freigabe-weitergeleitet', two.freigabe, forward);
  const request = (await house.mails()).find(({ purpose }) => purpose === 'endorsement-request')?.link ?? '';
  await see('freigabe-erteilt', request, { decision: 'endorse' });
  await see('freigabe-andere-antwort', request, { decision: 'refuse', reason: 'Doch nicht' });
  await see('freigabe-zuruecknahme-fehler', request, { decision: 'take-back' });
  await see('freigabe-zurueckgenommen', request, {
    decision: 'take-back',
    reason: 'Stelle unbesetzt',
    confirm: 'yes',
  });
  await see('vorgang-zurueckgezogen', two.case);
  await see('vorgang-geloescht', two.case, { action: 'erase', confirm: 'yes' });
  await house.mails();

  const three = await applied();
  await see('vorgang-rueckzug-unsicher', three.case, { action: 'withdraw' });
  await house.visit(three.freigabe, { form: { decision: 'refuse', reason: 'Kein Personal' } });
  await see('freigabe-abgelehnt', three.freigabe);
  await see('vorgang-neuer-link', three.case, { action: 'new-link' });
  await see('vorgang-ersetzt', three.case);
  await house.mails();

  const four = await applied();
  record({ status: 'accepted', seat: taken });
  await see('vorgang-uebergeben', four.case, {
    action: 'substitute',
    'applicant.givenName': 'Jan',
    'applicant.familyName': 'Krüger',
    'applicant.email': 'jan@beelitz.example',
    'applicant.role': 'Bauamt',
  });
  await house.mails();

  await see('code', '/code');
  const wrong = { code: 'ABCDE-FGHJK', email: 'wer@beelitz.example' };
  await see('code-leer', '/code', {});
  await see('code-falsch', '/code', wrong);
  for (let n = 0; n < 8; n++) await see('code-zu-oft', '/code', wrong);

  await house.visit('/bewerbung/3', { form: filledForm({ 'applicant.email': 'spaet@beelitz.example' }) });
  const [late] = await house.mails();
  house.at('2022-09-30T08:00:00.000Z');
  await see('bestaetigung-zu-spaet', late?.link ?? '');
  await see('start', '/');
  house.at('2022-08-01T08:00:00.000Z');
  house.table.put({ ...aRound({ status: 'draft' }) });
  await see('formular-zu-frueh', '/bewerbung/3');
  house.at('2022-10-05T08:00:00.000Z');
  await see('formular-zu-spaet', '/bewerbung/3');
  await see('impressum', '/impressum');
  await see('datenschutz', '/datenschutz');
  await see('barrierefreiheit', '/barrierefreiheit');
  house.close();
  return states;
}
