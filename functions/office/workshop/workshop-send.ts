import { type Alumnus, readAlumnus } from '../../alumni/rules.ts';
import { keys } from '../../platform/store/keys.ts';
import { owe } from '../../platform/store/outbox.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { get, query, transact } from '../../platform/store/table.ts';
import { invitations, readWorkshop, type Workshop } from './workshop.ts';

/** So many invitations go into one transaction: each takes two writes, the service takes a hundred. */
const atOnce = 30;

/** All who are in the alumni network. */
export async function allMembers(): Promise<Alumnus[]> {
  return (await query('ALUMNI')).map((item) => readAlumnus(item));
}

/** The workshops to which the office has invited, the latest first. */
export async function allWorkshops(): Promise<Workshop[]> {
  return (await query('WORKSHOPS'))
    .map((item) => readWorkshop(item))
    .sort((a, b) => (a.starts < b.starts ? 1 : -1));
}

/** Notes a workshop, once. @returns it as it was noted first: a repeated form changes nothing */
async function note(workshop: Workshop): Promise<Workshop> {
  try {
    await transact([{ create: workshop }]);
    return workshop;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return readWorkshop(await get(keys.workshop(workshop.id)));
  }
}

/**
 * Invites everybody who is in the network now. It may run again, such as after a fault halfway: who was invited to
 * this workshop is not invited again.
 */
export async function invite(given: Workshop, at: string): Promise<void> {
  const workshop = await note(given);
  const open = invitations(await allMembers(), workshop);
  for (let from = 0; from < open.length; from += atOnce) {
    const batch = open
      .slice(from, from + atOnce)
      .map(({ round, application, order }) => owe(order, { round, application }, at));
    try {
      await transact(batch.flat());
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      for (const writes of batch) await oweOnce(writes);
    }
  }
}

/** Owes a mail that is not owed yet. */
async function oweOnce(writes: Parameters<typeof transact>[0]): Promise<void> {
  try {
    await transact(writes);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
