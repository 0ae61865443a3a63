import * as z from 'zod';
import type { Alumnus } from '../../alumni/rules.ts';
import type { MailOrder } from '../../domain/mail.ts';
import { storedReader } from '../../domain/stored.ts';
import { normaliseEmail } from '../../domain/text.ts';

/** A workshop to which the alumni and their supervisors are invited. */
export const workshopSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('workshop'),
  id: z.string(),
  title: z.string(),
  starts: z.string(),
  ends: z.optional(z.string()),
  /** An address, a room, or the link of a video conference. */
  place: z.string(),
  text: z.optional(z.string()),
  invitedAt: z.string(),
  invitedBy: z.string(),
});
export type Workshop = z.infer<typeof workshopSchema>;

/** Reads a stored workshop. @throws StoredRecordError */
export const readWorkshop = storedReader('workshop', workshopSchema);

/** What the words of the invitation need of a workshop. */
export type WorkshopWords = Pick<Workshop, 'title' | 'starts' | 'ends' | 'place' | 'text'>;

/** The same as the data of a mail. */
export function workshopData({ title, starts, ends, place, text }: WorkshopWords): Record<string, string> {
  return {
    title,
    starts,
    place,
    ...(ends === undefined ? {} : { ends }),
    ...(text === undefined ? {} : { text }),
  };
}

/** An invitation, and the case in whose ledger it stands. */
type Invitation = { readonly round: string; readonly application: string; readonly order: MailOrder };

/**
 * The invitations to a workshop: one to each member, and one to each supervisor who is no member, however many
 * members they have. The occasion is the workshop, so that nobody is invited to it twice.
 */
export function invitations(
  members: readonly Alumnus[],
  workshop: WorkshopWords & Pick<Workshop, 'id'>,
): Invitation[] {
  const data = workshopData(workshop);
  const occasion = `workshop-${workshop.id}`;
  const invited = new Set<string>();
  const once = (email: string): boolean => {
    const address = normaliseEmail(email);
    if (invited.has(address)) return false;
    invited.add(address);
    return true;
  };
  const to = (role: 'graduate' | 'supervisor', member: Alumnus, person: { name: string; email: string }) => ({
    round: member.round,
    application: member.application,
    order: {
      purpose: 'alumni-workshop' as const,
      to: { role, name: person.name, email: person.email },
      occasion,
      data: { ...data, language: member.language },
    },
  });
  return [
    ...members.filter(({ email }) => once(email)).map((member) => to('graduate', member, member)),
    ...members.flatMap((member) => {
      const { supervisor } = member;
      return supervisor !== undefined && once(supervisor.email) ? [to('supervisor', member, supervisor)] : [];
    }),
  ];
}
