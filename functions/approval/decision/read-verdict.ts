import type { Mistake } from '../../domain/mistake.ts';
import { lengthOf, longestStatement, multiLine, singleLine } from '../../domain/text.ts';
import { choice, field } from '../../platform/web/forms.ts';
import type { SubmittedVerdict } from '../rules/decider.ts';
import { mistakes as wrong } from './mistakes.ts';

const longestName = 100;

function words(form: URLSearchParams, name: string): string | undefined {
  const text = multiLine(field(form, name) ?? '');
  return text === '' ? undefined : text;
}

function line(form: URLSearchParams, name: string): string {
  return singleLine(field(form, name) ?? '');
}

/** With a shared mailbox both are needed: what is missing. */
export function isNeeded(form: URLSearchParams, shared: boolean): Mistake[] {
  if (!shared) return [];
  const check = (name: 'name' | 'function'): Mistake[] => {
    const length = lengthOf(line(form, name));
    return length === 0 ? [wrong[name]] : length > longestName ? [wrong[`${name}Long`]] : [];
  };
  return [...check('name'), ...check('function')];
}

/** With a shared mailbox: who it is that decides. */
export function readWho(form: URLSearchParams, shared: boolean): { name?: string; function?: string } {
  return shared ? { name: line(form, 'name'), function: line(form, 'function') } : {};
}

/** What was sent, or what is missing in it. */
export function readVerdict(
  form: URLSearchParams,
  shared: boolean,
): { readonly submitted: SubmittedVerdict | undefined; readonly mistakes: Mistake[] } {
  const decision = choice(form, 'decision', ['approve', 'reject', 'query']);
  const reason = words(form, 'reason');
  const note = words(form, 'note');
  const mistakes: Mistake[] = [
    ...(decision === undefined ? [wrong.decision] : []),
    ...(decision !== undefined && decision !== 'approve' && reason === undefined ? [wrong.reason] : []),
    ...(lengthOf(reason ?? '') > longestStatement ? [wrong.reasonLong] : []),
    ...(lengthOf(note ?? '') > longestStatement ? [wrong.noteLong] : []),
    ...isNeeded(form, shared),
  ];
  if (decision === undefined || mistakes.length > 0) return { submitted: undefined, mistakes };
  return {
    submitted: {
      choice: decision,
      ...(reason === undefined ? {} : { reason }),
      ...(note === undefined ? {} : { note }),
      shown: field(form, 'shown') ?? '',
      version: Number(field(form, 'version') ?? '0'),
    },
    mistakes,
  };
}
