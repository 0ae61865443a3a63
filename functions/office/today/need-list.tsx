import { formatDateTime } from '../../domain/calendar.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { pauseSentence } from '../../platform/owed/mail-pause.ts';
import { allSetAsideSentence } from '../../platform/owed/set-aside.ts';
import { LinkButton } from '../../platform/page/controls.tsx';
import type { Visit } from '../shared/visit.ts';
import { byPressure, type Need } from './needs.ts';
import { setAsidePath } from './set-aside-page.tsx';

type Told = {
  readonly title: string;
  readonly text: string;
  readonly mend: { readonly href: string; readonly label: string };
};

/** What happened to a mail that did not arrive, where its mailbox did not reject it. */
const troubleWords: Readonly<Record<string, Bilingual>> = {
  complaint: {
    de: 'Das Postfach hat sie als unerwünscht gemeldet.',
    en: 'The mailbox reported it as unwanted.',
  },
  refused: { de: 'Der Mailversand hat sie abgelehnt.', en: 'The mail service refused it.' },
  faulty: {
    de: 'Sie ließ sich wegen eines technischen Fehlers nicht erstellen.',
    en: 'It could not be made because of a technical fault.',
  },
};

function told(need: Need, language: Language): Told {
  const round = `/buero/durchgang/${need.round}`;
  switch (need.kind) {
    case 'mail-paused':
      return {
        title: say(language, { de: 'Der Mailversand steht', en: 'Sending of mails has stopped' }),
        text: `${pauseSentence[language]} ${say(language, {
          de: `Seit ${formatDateTime(need.since, language)}; es warten: ${need.count}. Bitte sagen Sie dem Betrieb Bescheid, mehr müssen Sie nicht tun.`,
          en: `Since ${formatDateTime(need.since, language)}; waiting: ${need.count}. Please tell those who run the system; you need do no more.`,
        })}`,
        mend: { href: '/buero/mails', label: { de: 'E-Mails ansehen', en: 'See the mails' }[language] },
      };
    case 'outbox-set-aside':
      return {
        title: say(language, { de: 'Aufträge liegen beiseite', en: 'Messages were set aside' }),
        text: `${allSetAsideSentence[language]} ${say(language, {
          de: `Seit ${formatDateTime(need.since, language)}; es sind: ${need.count}.`,
          en: `Since ${formatDateTime(need.since, language)}; there are: ${need.count}.`,
        })}`,
        mend: { href: setAsidePath, label: say(language, { de: 'Ansehen', en: 'Have a look' }) },
      };
    case 'seed-needed':
      return {
        title: { de: 'Die Auswahl wartet auf den Startwert', en: 'The selection waits for its seed' }[
          language
        ],
        text: { de: 'Die Bewerbungen stehen fest.', en: 'The candidates are frozen.' }[language],
        mend: {
          href: `${round}/auswahl/startwert`,
          label: { de: 'Startwert eintragen', en: 'Enter the seed' }[language],
        },
      };
    case 'selection-proposed':
      return {
        title: { de: 'Die Auswahl wartet auf Sie', en: 'The selection waits for you' }[language],
        text: {
          de: 'Bis zur Bestätigung erfährt niemand davon.',
          en: 'Nobody learns of it before you confirm it.',
        }[language],
        mend: {
          href: `${round}/auswahl`,
          label: { de: 'Ansehen und bestätigen', en: 'See and confirm' }[language],
        },
      };
    case 'undecided-late':
      return {
        title: {
          de: `Noch nicht entschieden: ${need.count} ${need.count === 1 ? 'Bewerbung' : 'Bewerbungen'}`,
          en: `Undecided: ${need.count} ${need.count === 1 ? 'application' : 'applications'}`,
        }[language],
        text: {
          de: `Fällig war am ${formatDateTime(need.since, language)}. Die Auswahl wartet darauf.`,
          en: `Decisions were due on ${formatDateTime(need.since, language)}. The selection waits for them.`,
        }[language],
        mend: {
          href: `/buero/bewerbungen?durchgang=${need.round}&stand=offen`,
          label: { de: 'Offene ansehen', en: 'See them' }[language],
        },
      };
    case 'offer-ends':
      return {
        title: { de: `${need.name} hat noch nicht geantwortet`, en: `${need.name} has not answered yet` }[
          language
        ],
        text: {
          de: `Das Platzangebot endet am ${formatDateTime(need.until, language)}. Ein Anruf hilft oft.`,
          en: `The offer ends on ${formatDateTime(need.until, language)}. A call often helps.`,
        }[language],
        mend: {
          href: `/buero/vorgang/${need.round}/${need.application}`,
          label: { de: `${need.reference} öffnen`, en: `Open ${need.reference}` }[language],
        },
      };
    case 'unmarked':
      return {
        title: { de: 'Anwesenheit fehlt', en: 'Attendance is missing' }[language],
        text: `${cohortName(need.cohort, language)}, ${need.title}, ${formatDateTime(need.starts, language)}`,
        mend: {
          href: `${round}/anwesenheit/${need.session}`,
          label: { de: 'Schulungsteam erinnern', en: 'Remind the trainers' }[language],
        },
      };
    case 'mail-trouble':
      return {
        title: { de: `E-Mail an ${need.email} kam nicht an`, en: `A mail to ${need.email} did not arrive` }[
          language
        ],
        text: say(
          language,
          troubleWords[need.trouble] ?? {
            de: 'Das Postfach hat sie zurückgewiesen.',
            en: 'The mailbox rejected it.',
          },
        ),
        mend:
          need.application === undefined
            ? { href: '/buero/mails', label: { de: 'E-Mails ansehen', en: 'See the mails' }[language] }
            : {
                href: `/buero/vorgang/${need.round}/${need.application}/adresse`,
                label: { de: 'Adresse berichtigen', en: 'Correct the address' }[language],
              },
      };
    case 'failed':
      return {
        title: { de: 'Ein Vorgang ist stehen geblieben', en: 'A case has stopped' }[language],
        text: need.reference ?? need.round,
        mend: {
          href:
            need.application === undefined
              ? `${round}/neu-starten`
              : `/buero/vorgang/${need.round}/${need.application}/neu-starten`,
          label: { de: 'Neu anstoßen', en: 'Start anew' }[language],
        },
      };
    case 'to-archive':
      return {
        title: { de: 'Der Durchgang ist beendet', en: 'The round is over' }[language],
        text: {
          de: 'Wenn alles erledigt ist, können Sie ihn archivieren.',
          en: 'When all is settled you can archive it.',
        }[language],
        mend: { href: `${round}/archivieren`, label: { de: 'Archivieren', en: 'Archive' }[language] },
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
    <ul class="k-needs" aria-label={say(language, { de: 'Was Sie jetzt braucht', en: 'What needs you now' })}>
      {byPressure(needs).map((need) => {
        const { title, text, mend } = told(need, language);
        return (
          <li class={`k-needs__need k-needs__need--${need.kind}`} key={`${need.kind} ${mend.href}`}>
            <div>
              <p class="k-needs__title">{title}</p>
              <p class="k-needs__text">
                {text}
                {titles?.has(need.round) && <> ({titles.get(need.round)})</>}
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
