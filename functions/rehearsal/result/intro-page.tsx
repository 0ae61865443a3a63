import type { Round } from '../../domain/round.ts';
import { officePage } from '../../office/shared/frame.tsx';
import type { Visit } from '../../office/shared/visit.ts';
import { say } from '../../platform/letter/wording.ts';
import { Notice } from '../../platform/page/content.tsx';
import { Buttons, LinkButton } from '../../platform/page/controls.tsx';
import type { Answer } from '../../platform/web/http.ts';
import { applicantsFor } from '../play/people.ts';
import { BackToRound, frame, rehearsalPath } from './frame.tsx';

/** What a rehearsal is, before it runs. */
export function introPage(visit: Visit, round: Round): Answer {
  const { language } = visit;
  const count = applicantsFor(round.file);
  return officePage(visit, {
    ...frame(visit, round),
    width: 'reading',
    body: (
      <>
        <p>
          {say(language, {
            de: `Bei der Probe läuft genau dieser Durchgang ab, mit seinen Fristen, Terminen und Beteiligten, auf einer eigenen Uhr. ${count} erfundene Personen bewerben sich. Manche antworten nicht, eine gibt ihren Platz zurück, eine fehlt zu oft.`,
            en: `The rehearsal plays this very round with its deadlines, sessions and people, on a clock of its own. ${count} invented people apply. Some don’t answer, one gives the seat back, one misses too many sessions.`,
          })}
        </p>
        <p>
          {say(language, {
            de: 'Danach sehen Sie jede E-Mail, die hinausginge, zu ihrer Zeit und im Wortlaut.',
            en: 'Afterwards you see every mail that would go out, at its time and in its words.',
          })}
        </p>
        <Notice title={say(language, { de: 'Niemand erhält dabei Post', en: 'Nobody gets any of it' })}>
          {say(language, {
            de: 'Nichts wird gespeichert, nichts verschickt. Die Probe dauert einige Sekunden und lässt sich beliebig oft wiederholen.',
            en: 'Nothing is stored and nothing is sent. The rehearsal takes some seconds and can be repeated as often as you like.',
          })}
        </Notice>
        <Buttons>
          <LinkButton
            href={rehearsalPath(round, 'ergebnis')}
            kind="primary"
            busy={say(language, {
              de: 'Die Probe läuft. Das dauert einige Sekunden …',
              en: 'The rehearsal is running. This takes some seconds …',
            })}
          >
            {say(language, { de: 'Jetzt proben', en: 'Rehearse now' })}
          </LinkButton>
          <BackToRound visit={visit} round={round} />
        </Buttons>
      </>
    ),
  });
}
