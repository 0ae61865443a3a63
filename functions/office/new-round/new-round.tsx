import { type Mistake, mistake } from '../../domain/mistake.ts';
import { parseRoundFile } from '../../domain/round-file.ts';
import { ticked } from '../../platform/web/forms.ts';
import type { Answer } from '../../platform/web/http.ts';
import { createRound } from '../create-round.ts';
import { roundPath } from '../shared/places.ts';
import { goTo, type Page, type Visit } from '../shared/visit.ts';
import { edited, seatWarnings, sessionMistakes } from './draft-changes.ts';
import { draftPage } from './draft-page.tsx';
import { draftOf } from './new-round-draft.ts';
import { newRoundPath, startPage } from './new-round-form.tsx';

/** The second page: the whole round before it is made. */
function check(visit: Visit, draft: unknown, errors: readonly Mistake[], status: number): Answer {
  return draftPage(
    visit,
    { path: newRoundPath, draft, parsed: parseRoundFile(draft, visit.at), errors, seatWarnings },
    status,
  );
}

async function post(visit: Visit): Promise<Answer> {
  const { request, at } = visit;
  const { form } = request;
  if (form.get('step') !== 'check') {
    const made = await draftOf(visit);
    return 'errors' in made ? startPage(visit, made.errors, 422) : check(visit, made.draft, [], 200);
  }
  let given: unknown;
  try {
    given = JSON.parse(form.get('draft') ?? '');
  } catch {
    return startPage(visit, [], 422);
  }
  const draft = edited(given, form);
  const parsed = parseRoundFile(draft, at);
  const before = parseRoundFile(given, at);
  // What was changed here is mended here; the draft as it was keeps the page.
  if (!parsed.ok && before.ok) {
    return check(visit, given, sessionMistakes(parsed.errors, before.file), 422);
  }
  if (!ticked(form, 'confirm', 'yes')) {
    const message = {
      de: 'Bitte bestätigen Sie mit dem Häkchen, dass alles stimmt.',
      en: 'Please confirm by ticking the box that all is right.',
    };
    return check(visit, draft, [mistake('confirm', message)], 422);
  }
  const created = await createRound(draft, at, visit.session.email);
  if (created.statusCode === 409) {
    const message = {
      de: 'Diese Kennung trägt schon ein anderer Durchgang. Bitte wählen Sie eine andere.',
      en: 'Another round has this id. Please choose another one.',
    };
    return check(visit, draft, [mistake('id', message)], 409);
  }
  if (created.statusCode >= 300 || !parsed.ok) return check(visit, draft, [], 422);
  return goTo(visit, `${roundPath(parsed.file)}?getan=created`);
}

export const newRoundPage: Page = {
  path: newRoundPath,
  about: 'Create a round',
  GET: { for: 'office', handle: (visit) => startPage(visit) },
  POST: { for: 'office', handle: post },
};
