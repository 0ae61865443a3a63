import * as z from 'zod';
import type { Bilingual, Language } from '../text.ts';

/** In which part somebody gets a mail. */
export const roleSchema = z.enum([
  'applicant',
  'supervisor',
  'approver',
  'deputy',
  'office',
  'trainer',
  'graduate',
]);
export type Role = z.infer<typeof roleSchema>;

/**
 * The parts in which people get mails: what each is called, and in which language a mail to it is written; `chosen`
 * is the language of the application.
 */
export const roles: Readonly<
  Record<Role, { readonly name: Bilingual; readonly language: 'chosen' | Language }>
> = {
  applicant: { name: { de: 'Bewerberin oder Bewerber', en: 'Applicant' }, language: 'chosen' },
  supervisor: { name: { de: 'vorgesetzte Person', en: 'Supervisor' }, language: 'chosen' },
  approver: { name: { de: 'Ministerium', en: 'Ministry' }, language: 'de' },
  deputy: { name: { de: 'Ministerium (Vertretung)', en: 'Ministry (deputy)' }, language: 'de' },
  office: { name: { de: 'Programmbüro', en: 'Programme office' }, language: 'de' },
  trainer: { name: { de: 'Schulungsteam', en: 'Trainer' }, language: 'de' },
  graduate: { name: { de: 'Ehemalige', en: 'Graduate' }, language: 'chosen' },
};
