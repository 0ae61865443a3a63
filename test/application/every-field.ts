import { decisionVermerk } from '../../functions/approval/file/vermerk.ts';
import type { Application } from '../../functions/domain/application.ts';
import { type Place, places, textKinds } from '../../functions/domain/form-fields/field.ts';
import {
  type FieldName,
  fieldNames,
  fieldOf,
  objectOf,
  showingOf,
} from '../../functions/domain/form-fields/table.ts';
import { administration, register as findRegister, label } from '../../functions/domain/register/register.ts';
import type { Round } from '../../functions/domain/round.ts';
import { applicationSheet, participantSheet, toCsv } from '../../functions/office/exports/sheet.ts';
import { settings } from '../../functions/platform/settings.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { readPdf } from '../certificate/pdf-reader.ts';
import { openDesk } from '../office/desk.ts';
import { aRound } from '../support/records.ts';
import { aHouse, type Letter } from './house.ts';
import { textOf } from './html.ts';

/** The round of these tests: three cohorts to choose from. */
function roundFile(): Round['file'] {
  const { file } = aRound();
  return { ...file, cohorts: ['a', 'b', 'c'].flatMap((id) => file.cohorts.map((each) => ({ ...each, id }))) };
}

const chosen = ['120690020', '120695902'];

/** An answer to each field that stands nowhere else, made of the field's kind and name. */
export function answerTo(name: FieldName): unknown {
  const word = name.replace('.', '').toLowerCase();
  const field = fieldOf(name);
  switch (field.kind) {
    case 'name':
      return `Q${word}`;
    case 'email':
      return `q.${word}@rathaus.example`;
    case 'phone':
      return `+49 331 77${String(fieldNames.indexOf(name)).padStart(4, '0')}`;
    case 'multi-line':
      return `Erste Zeile ${word}.\nZweite Zeile ${word}.`;
    case 'text':
      return name === 'round' ? '3' : `Angabe ${word}`;
    case 'administrations':
      return chosen;
    case 'cohorts':
      return ['a', 'b'];
    case 'language':
      return 'de';
    default:
      return true;
  }
}

/** An application with an answer to each field. */
export const everyAnswer = objectOf(fieldNames.map((name) => [name, answerTo(name)]));

/** What tells readers of a place that an answer stands there; empty for what no words can tell. */
export function wordsFor(name: FieldName, place: Place): string[] {
  const { kind } = fieldOf(name);
  const answer = answerTo(name);
  if (name === 'round') return [];
  if (textKinds.some((each) => each === kind)) return [plain(String(answer))];
  if (kind === 'cohorts')
    return 'not' in showingOf(name, place) ? ['Gruppe A, Gruppe B'] : ['Gruppe A', 'Gruppe B'];
  if (kind === 'administrations') {
    const register = findRegister(aRound().registerEdition);
    return chosen.map((key) => {
      const found = register === undefined ? undefined : administration(register, key);
      return found === undefined ? key : label(found);
    });
  }
  return places.flatMap((each) => {
    const showing = showingOf(name, each);
    return 'label' in showing && showing.ifYes !== undefined ? [showing.ifYes.de] : [];
  });
}

/** A text with each run of blanks as one, as readers see it. */
export const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The fields of the form as a browser sends them. */
function formOf(): URLSearchParams {
  const form = new URLSearchParams();
  for (const name of fieldNames) {
    if ('not' in fieldOf(name).form) continue;
    const answer = answerTo(name);
    for (const value of Array.isArray(answer) ? answer : [answer]) form.append(name, String(value));
  }
  return form;
}

const linkOf = (letters: readonly Letter[], purpose: string): string =>
  letters.find((letter) => letter.purpose === purpose)?.link ?? '';

/** An application with every answer on its way from the form to its erasure, and what was seen where. */
export async function everyFieldSeen() {
  const house = aHouse({ file: roundFile() });
  const page = async (address: string, form?: URLSearchParams | Record<string, string>) =>
    (await house.visit(address, form === undefined ? {} : { form })).body;
  const empty = { de: await page('/bewerbung/3'), en: await page('/bewerbung/3?lang=en') };
  const privacy = { de: await page('/datenschutz'), en: await page('/datenschutz?lang=en') };
  const openApi: unknown = JSON.parse(await page('/openapi.json'));
  const review = await page('/bewerbung/3', new URLSearchParams([...formOf(), ['step', 'review']]));
  const receipt = await page('/bewerbung/3', formOf());
  const asked = await house.mails();
  await page(linkOf(asked, 'confirm-address'), { confirm: 'yes' });
  const confirmed = await house.mails();
  const casePath = linkOf(confirmed, 'application-received');
  const endorsementPath = linkOf(confirmed, 'endorsement-request');
  const endorsement = await page(endorsementPath);
  const record = house.application();
  const beside = house.table.ofKind('needs');
  const casePage = await page(casePath);
  const ownData: unknown = JSON.parse(await page(casePath, { action: 'export' }));
  await page(endorsementPath, { decision: 'endorse' });
  const requested = await house.mails();
  const decision = await page(linkOf(requested, 'review-request'));
  await page(casePath, { action: 'withdraw', confirm: 'yes' });
  await house.mails();
  await page(casePath, { action: 'erase', confirm: 'yes' });
  const left = { record: house.application(), table: house.table.snapshot() };
  house.close();
  // A mail quotes with a mark before each line.
  const letter = (letters: readonly Letter[], purpose: string): string =>
    (letters.find((each) => each.purpose === purpose)?.text ?? '').replaceAll(/^> ?/gm, '');
  return {
    empty,
    privacy,
    openApi,
    record,
    beside,
    ownData,
    left,
    seen: {
      review: textOf(review),
      receipt: textOf(receipt),
      casePage: textOf(casePage),
      receivedMail: letter(confirmed, 'application-received'),
      endorsement: textOf(endorsement),
      requestMail: letter(requested, 'review-request'),
      decision: textOf(decision),
      ...(await inTheOffice(record, house.round)),
    } satisfies Readonly<Record<Place, string>>,
  };
}

/** The same application as the programme office and the ministry's file have it. */
async function inTheOffice(record: Application, round: Round) {
  const register = findRegister(round.registerEdition);
  if (register === undefined) throw new Error('there is no register');
  const desk = openDesk();
  const now = new Date().toISOString();
  const cookie = await desk.signedIn('office');
  desk.table.put({ ...round });
  desk.table.put({ ...record });
  desk.table.put({ ...keys.needs(record.round, record.id), kind: 'needs', text: answerTo('needs') });
  const office = await desk.visit(`/buero/vorgang/${record.round}/${record.id}`, { cookie });
  const input = { round, register, applications: [record], seals: [], settings, now };
  const paper = readPdf(await decisionVermerk(record, input)).pages.join(' ');
  desk.close();
  return {
    paper,
    office: textOf(String(office.body)),
    applications: toCsv(applicationSheet([record], register, 'de')),
    participants: toCsv(participantSheet([{ ...record, status: 'accepted' }], round, register, 'de')),
  };
}
