import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHouse, filledForm } from './house.ts';
import { textOf } from './html.ts';

/** Invented people whose names need letters of DIN 91379: precomposed, combining, with apostrophes and hyphens. */
const names: readonly (readonly [string, string])[] = [
  ['Änne', 'Łukaszewska'],
  ['Jörg', 'Großmann'],
  ['Zoë', 'O’Brien'],
  ['Seán', "O'Neill"],
  ['Đorđe', 'Đurđević'],
  ['Şükrü', 'Öztürk'],
  ['İpek', 'Yıldız'],
  ['Ğazaryan', 'Çağla'],
  ['Þóra', 'Æðelsdóttir'],
  ['Bjørn', 'Ångström'],
  ['Łucja', 'Święcka-Żółć'],
  ['Růžena', 'Dvořáková'],
  ['Ľubomír', 'Šťastný'],
  ['Ágnes', 'Erdős-Kőrösi'],
  ['Ionuț', 'Ștefănescu'],
  ['Ţepeş', 'Gheorghe'],
  ['Kārlis', 'Bērziņš'],
  ['Gediminas', 'Žukauskas-Ąžuolas'],
  ['Õnne', 'Jõgisoo'],
  ['Nguyễn', 'Thị Hồng'],
  ['Trần', 'Văn Đạt'],
  ['Phạm', 'Ỷ Lan'],
  ['Mšerija', 'Žylowec'],
  ['Měrćin', 'Nowak-Njechorński'],
  ['Wórša', 'Šěrakojc'],
  ['Jurij', 'Brězan'],
  ['Marja', 'Kśižowa'],
  ['Aurélie', 'L’Hôpital'],
  ['Noémie', 'D’Œuvre'],
  ['María José', 'Núñez de Ibáñez'],
  ['João', 'Gonçalves Simões'],
  ['Iñaki', 'Etxeberría'],
  ['Caoimhín', 'Mac Giolla Ḃríde'],
  ['Ŵyn', 'Ŷnys'],
  ['Ċensu', 'Ġużè Ħaber'],
  ['Əli', 'Məmmədov'],
  ['Ẓahra', 'al-Ḥasanī'],
  ['Ḫalīl', 'Ṭāhir'],
  ['Ṣāliḥ', 'aḍ-Ḍarīr'],
  ['Ǧamīla', 'ʿAbd ar-Raḥmān'],
  ['Ḵadīǧa', 'ʾAmīn'],
  ['M\u0302arta', 'C\u0306elik'],
  ['A\u0308nne', 'Mu\u0308ller'],
  ['L\u0325il\u0325a', 'R\u0325s\u0323i'],
  ['J\u030Cana', 'K\u0307owal'],
  ['N\u0306una', 'P\u0300ere'],
  ['H\u0331asan', 'Z\u030Dim'],
  ['O\u0328\u0304na', 'E\u0329le'],
  ['Karl-Theodor', 'Freiherr von und zu Müller-Lüdenscheidt'],
  ['Anna Lena', 'da Silva dos Santos'],
];

describe('names of DIN 91379', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  it.each(names)('pass unchanged through form, record, mail and case page: %s %s', async (given, family) => {
    const form = filledForm({ 'applicant.givenName': given, 'applicant.familyName': family });
    const review = await house.visit('/bewerbung/3', { form: { ...form, step: 'review' } });
    expect(textOf(review.body)).toContain(family);
    const sent = await house.visit('/bewerbung/3', { form });
    expect(sent.status).toBe(201);
    const { applicant } = house.application();
    expect([applicant.givenName, applicant.familyName]).toEqual([given, family]);
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const received = (await house.mails()).find(({ purpose }) => purpose === 'application-received');
    expect(received?.text).toContain(`Guten Tag ${given} ${family}`);
    expect(textOf(received?.html ?? '')).toContain(`${given} ${family}`);
    const page = await house.visit(received?.link ?? '');
    expect(page.body).toContain(given);
    expect(page.body).toContain(family);
  });
});
