import { formatDateTime } from '../../domain/calendar.ts';
import type { Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { LinkButton } from '../../platform/page/controls.tsx';
import type { Visit } from '../shared/visit.ts';
import { byPressure, type Need } from './needs.ts';

type Told = {
  readonly title: string;
  readonly text: string;
  readonly mend: { readonly href: string; readonly label: string };
};

function told(need: Need, language: Language): Told {
  const round = `/buero/durchgang/${need.round}`;
  const german = language === 'de';
  switch (need.kind) {
    case 'seed-needed':
      return {
        title: german ? 'Die Auswahl wartet auf den Startwert' : 'The selection waits for its seed',
        text: german ? 'Die Bewerbungen stehen fest.' : 'The candidates are frozen.',
        mend: {
          href: `${round}/auswahl/startwert`,
          label: german ? 'Startwert eintragen' : 'Enter the seed',
        },
      };
    case 'selection-proposed':
      return {
        title: german ? 'Die Auswahl wartet auf Sie' : 'The selection waits for you',
        text: german
          ? 'Bis zur Bestätigung erfährt niemand davon.'
          : 'Nobody learns of it before you confirm it.',
        mend: {
          href: `${round}/auswahl`,
          label: german ? 'Ansehen und bestätigen' : 'See and confirm',
        },
      };
    case 'undecided-late':
      return {
        title: german
          ? `Noch nicht entschieden: ${need.count} ${need.count === 1 ? 'Bewerbung' : 'Bewerbungen'}`
          : `Undecided: ${need.count} ${need.count === 1 ? 'application' : 'applications'}`,
        text: german
          ? `Fällig war am ${formatDateTime(need.since, language)}. Die Auswahl wartet darauf.`
          : `Decisions were due on ${formatDateTime(need.since, language)}. The selection waits for them.`,
        mend: {
          href: `/buero/bewerbungen?durchgang=${need.round}&stand=offen`,
          label: german ? 'Offene ansehen' : 'See them',
        },
      };
    case 'offer-ends':
      return {
        title: german ? `${need.name} hat noch nicht geantwortet` : `${need.name} has not answered yet`,
        text: german
          ? `Das Platzangebot endet am ${formatDateTime(need.until, language)}. Ein Anruf hilft oft.`
          : `The offer ends on ${formatDateTime(need.until, language)}. A call often helps.`,
        mend: {
          href: `/buero/vorgang/${need.round}/${need.application}`,
          label: german ? `${need.reference} öffnen` : `Open ${need.reference}`,
        },
      };
    case 'unmarked':
      return {
        title: german ? 'Anwesenheit fehlt' : 'Attendance is missing',
        text: `${cohortName(need.cohort, language)}, ${need.title}, ${formatDateTime(need.starts, language)}`,
        mend: {
          href: `${round}/anwesenheit/${need.session}`,
          label: german ? 'Schulungsteam erinnern' : 'Remind the trainers',
        },
      };
    case 'mail-trouble':
      return {
        title: german ? `E-Mail an ${need.email} kam nicht an` : `A mail to ${need.email} did not arrive`,
        text:
          need.trouble === 'complaint'
            ? say(
                language,
                'Das Postfach hat sie als unerwünscht gemeldet.',
                'The mailbox reported it as unwanted.',
              )
            : say(language, 'Das Postfach hat sie zurückgewiesen.', 'The mailbox rejected it.'),
        mend:
          need.application === undefined
            ? { href: '/buero/mails', label: german ? 'E-Mails ansehen' : 'See the mails' }
            : {
                href: `/buero/vorgang/${need.round}/${need.application}/adresse`,
                label: german ? 'Adresse berichtigen' : 'Correct the address',
              },
      };
    case 'failed':
      return {
        title: german ? 'Ein Vorgang ist stehen geblieben' : 'A case has stopped',
        text: need.reference ?? need.round,
        mend: {
          href:
            need.application === undefined
              ? `${round}/neu-starten`
              : `/buero/vorgang/${need.round}/${need.application}/neu-starten`,
          label: german ? 'Neu anstoßen' : 'Start anew',
        },
      };
    case 'to-archive':
      return {
        title: german ? 'Der Durchgang ist beendet' : 'The round is over',
        text: german
          ? 'Wenn alles erledigt ist, können Sie ihn archivieren.'
          : 'When all is settled you can archive it.',
        mend: { href: `${round}/archivieren`, label: german ? 'Archivieren' : 'Archive' },
      };
  }
}

/** What needs a person, the most pressing first, each with the button that mends it. */
export function NeedList({
  visit,
  needs,
  titles,
}: {
  readonly visit: Visit;
  readonly needs: readonly Need[];
  readonly titles?: ReadonlyMap<string, string>;
}) {
  const { language } = visit;
  return (
    <ul class="k-needs" aria-label={say(language, 'Was Sie jetzt braucht', 'What needs you now')}>
      {byPressure(needs).map((need) => {
        const { title, text, mend } = told(need, language);
        return (
          <li class={`k-needs__need k-needs__need--${need.kind}`} key={`${need.kind} ${mend.href}`}>
            <div>
              <p class="k-needs__title">{title}</p>
              <p class="k-needs__text">
                {text}
                {titles !== undefined && <> ({titles.get(need.round)})</>}
              </p>
            </div>
            <LinkButton href={mend.href} small>
              {mend.label}
            </LinkButton>
          </li>
        );
      })}
    </ul>
  );
}
