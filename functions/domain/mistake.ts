import type { Bilingual } from './text.ts';

/** What is wrong with something that was sent, in words that say how to mend it; or what is worth a second look. */
export type Mistake = {
  /** Where, by RFC 6901, such as `/cohorts/0/seats` or `/applicant/email`; empty for the whole. */
  readonly pointer: string;
  readonly message: Bilingual;
};

/** The JSON pointer (RFC 6901) of a path of keys and indexes. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A mistake in a field of a form. @param field its name, such as `applicant.email`; empty for the form as a whole */
export function mistake(field: string, message: Bilingual): Mistake {
  return { pointer: pointer(field === '' ? [] : field.split('.')), message };
}

/** The field of a form that a mistake is in: of `/applicant/email` it is `applicant.email`, of `/administrations/1` `administrations`. */
export function nameOf({ pointer: where }: Pick<Mistake, 'pointer'>): string {
  return where
    .split('/')
    .slice(1)
    .filter((part) => !/^\d+$/.test(part))
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
