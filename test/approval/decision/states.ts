import { addDays } from '../../../functions/domain/calendar.ts';
import {
  aMinistry,
  fillIn,
  formsOf,
  linkFor,
  linkIn,
  of,
  referat,
  second,
  sendForm,
  who,
} from '../ministry.ts';

/** Every page of deciding in every state, as an approver or deputy meets it: name and HTML. */
export async function everyState(language: 'de' | 'en'): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  const ministry = await aMinistry({ applications: 8, file: { approvers: [referat, second] } });
  const lang = language === 'de' ? '' : 'lang=en';
  const at = (path: string): string =>
    lang === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${lang}`;
  const see = async (name: string, path: string): Promise<void> => {
    states.set(name, (await ministry.visit(at(path))).body);
  };
  const act = async (
    name: string,
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    has?: string,
  ): Promise<void> => {
    states.set(name, (await fillIn(ministry, at(path), fields, has)).body);
  };
  const letters = await ministry.mails();
  const link = (number: number): string =>
    linkFor(of(letters, 'review-request', referat.email), 'review-request', `SCM-3-000${number}`);

  await see('entscheidung', link(1));
  await act('entscheidung-nichts-gewaehlt', link(1), {});
  await act('entscheidung-ohne-grund', link(1), { decision: 'reject', note: 'Rücksprache', ...who });
  await act('entschieden-zusage', link(1), { decision: 'approve', note: 'passt gut', ...who });
  await act('entschieden-nochmals', link(1), { decision: 'approve', note: 'passt gut', ...who });
  await see('entscheidung-aendern', link(1));
  const [stale] = formsOf((await ministry.visit(at(link(1)))).body);
  await act('entschieden-geaendert', link(1), { decision: 'reject', reason: 'Zu wenig Zeit.', ...who });
  const late = await sendForm(ministry, at(link(1)), stale?.fields ?? new URLSearchParams(), {
    decision: 'approve',
    ...who,
  });
  states.set('entschieden-veraltet', late.body);
  await act('entschieden-rueckfrage', link(2), { decision: 'query', reason: 'Wer vertritt Sie?', ...who });
  await see('entscheidung-rueckfrage-laeuft', link(2));
  await see(
    'entscheidung-anderer-hat-entschieden',
    linkFor(of(letters, 'review-request', second.email), 'review-request', 'SCM-3-0001'),
  );
  const told = ministry.application('SCM-3-0001');
  if (told.decision !== undefined) {
    ministry.record({ ...told, decision: { ...told.decision, toldAt: '2022-09-07T06:00:00.000Z' } });
  }
  await see('entscheidung-mitgeteilt', link(1));
  ministry.record({ ...ministry.application('SCM-3-0003'), version: 2 });
  await see('entscheidung-neue-fassung', link(3));
  await act('entscheidung-neuer-link', link(3), { action: 'new-link' });
  ministry.record({ ...ministry.application('SCM-3-0004'), status: 'withdrawn' });
  await see('entscheidung-zurueckgezogen', link(4));
  const involved = ministry.application('SCM-3-0005');
  ministry.record({ ...involved, supervisor: { givenName: 'R', familyName: 'D', email: referat.email } });
  await see('entscheidung-beteiligt', link(5));

  await act('liste-angefordert', link(6), { action: 'list' }, 'action');
  const list = linkIn(of(await ministry.mails(), 'review-list')[0]);
  await see('liste', list);
  await act('liste-nichts-markiert', list, {});
  await see('liste-eine', `${list}?bewerbung=${ministry.application('SCM-3-0006').id}`);
  const marks = ['SCM-3-0006', 'SCM-3-0007'].map((reference) => ministry.application(reference).id);
  await act('liste-zugesagt', list, { mark: marks, decision: 'approve', ...who });
  await act('liste-eine-entschieden', `${list}?bewerbung=${ministry.application('SCM-3-0008').id}`, {
    decision: 'approve',
    ...who,
  });
  await see('liste-leer', list);
  await act('morgen-mail', list, { action: 'morning-list' }, 'action');
  await act('uebergabe-ohne-datum', link(6), { action: 'hand-over', until: '' }, 'action');
  await act('uebergabe', link(6), { action: 'hand-over', until: '2022-09-09' }, 'action');
  await see('entscheidung-uebergeben', link(6));
  const handed = of(await ministry.mails(), 'review-list', referat.deputy.email)[0];
  await see('liste-vertretung', linkIn(handed));
  ministry.at(addDays('2022-09-06T07:00:00.000Z', 63));
  await see('entscheidung-abgelaufen', link(7));
  await see('liste-abgelaufen', list);
  ministry.table.put({ ...ministry.round, file: { ...ministry.round.file, approvers: [second] } });
  await see('entscheidung-nicht-mehr-benannt', link(7));
  ministry.close();
  return states;
}
