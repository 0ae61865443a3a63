import { beforeEach, describe, expect, it } from 'vitest';
import { type Migration, migrations } from '../../functions/domain/stored.ts';
import { migrateAll } from '../../functions/platform/migrate.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { linkWrites, newSecret } from '../../functions/platform/store/links.ts';
import { owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { sampleCertificate } from '../certificate/samples.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

/** A step for every kind: a mark, so that it is seen who was reached; and one field that goes. */
const step: Migration = ({ motivation: _gone, ...item }) => ({ ...item, reached: true });
const steps = {
  ...migrations,
  application: [step],
  round: [step],
  mail: [step],
  certificate: [step],
  link: [step],
};

describe('bringing all records to their present shape', () => {
  const table = tableInMemory();
  const { id: certificate, number, issuedAt } = sampleCertificate;
  const graduate = anApplication({ certificate: { id: certificate, number, issuedAt } });
  const to = { role: 'applicant', name: 'Änne Łukaszewska', email: 'aenne@cottbus.example' } as const;

  beforeEach(async () => {
    table.clear();
    table.put({ ...aRound() });
    table.put({ pk: 'ROUNDS', sk: 'ROUND#3', kind: 'round-listed' });
    table.put({ ...graduate });
    table.put({ ...sampleCertificate });
    const { id } = graduate;
    await transact([
      ...owe(
        { purpose: 'query', to, occasion: 'q' },
        { round: '3', application: id },
        '2022-10-10T08:00:00.000Z',
      ),
      ...owe({ purpose: 'office-digest', to, occasion: 'd' }, { round: '3' }, '2022-10-10T08:00:00.000Z'),
      ...linkWrites(newSecret(), {
        path: '/vorgang',
        person: to,
        purpose: 'query',
        round: '3',
        application: id,
        mail: 'CASE#x|MAIL#y',
        mintedAt: '2022-10-10T08:00:00.000Z',
      }),
    ]);
  });

  it('reaches rounds, applications, mails, certificates and links, counts them, and finds nothing left the second time', async () => {
    expect(await migrateAll(steps)).toEqual({ round: 1, application: 1, mail: 2, certificate: 1, link: 1 });
    for (const kind of ['round', 'application', 'mail', 'certificate', 'link']) {
      for (const item of table.ofKind(kind)) expect(item).toMatchObject({ schema: 2, reached: true });
    }
    const application = table.get(keys.application('3', anApplication().id));
    expect(application).not.toHaveProperty('motivation');
    expect(application).toMatchObject({ revision: anApplication().revision, row: expect.any(String) });
    expect(await migrateAll(steps)).toEqual({});
  });

  it('leaves kinds without a step alone, and does nothing where there is none', async () => {
    const before = table.snapshot();
    expect(await migrateAll()).toEqual({});
    expect(table.snapshot()).toBe(before);
  });

  it('brings what the release before writes at the same moment, too, and loses nothing of it', async () => {
    let writes = 1;
    const slow: Migration = (item) => {
      if (writes > 0) table.put({ ...anApplication({ revision: 6 }), motivation: 'neu' });
      writes -= 1;
      return { ...item, reached: true };
    };
    expect(await migrateAll({ ...migrations, application: [slow] })).toEqual({ application: 1 });
    expect(table.get(keys.application('3', anApplication().id))).toMatchObject({
      motivation: 'neu',
      reached: true,
    });
  });
});
