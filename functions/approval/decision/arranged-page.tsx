import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Link, Notice } from '../../platform/page/content.tsx';
import { page } from '../../platform/page/frame.tsx';
import type { CaseVisit, Visit } from './open.ts';

/** Says what was arranged, and leads back. */
export function arrangedPage(
  visit: Visit,
  one: CaseVisit | undefined,
  language: Language,
  title: string,
  text: string,
): string {
  const home = `/entscheidung/${visit.secret}`;
  const back = one !== undefined && visit.isList ? `${home}?bewerbung=${one.application.id}` : home;
  return page({
    title,
    preline: visit.round.file.title,
    language,
    path: home,
    personal: true,
    body: (
      <>
        <Notice tone="success" title={text} live />
        <p>
          <Link href={back}>
            {one === undefined
              ? say(language, { de: 'Zurück zur Liste', en: 'Back to the list' })
              : say(language, { de: 'Zurück zur Bewerbung', en: 'Back to the application' })}
          </Link>
        </p>
      </>
    ),
  });
}
