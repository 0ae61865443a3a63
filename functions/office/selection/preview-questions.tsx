import { previewCandidates } from '../../cohort/rules.ts';
import type { Application } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import { administrationNames, say } from '../../platform/letter/wording.ts';
import { Link, Notice } from '../../platform/page/content.tsx';
import { Button, Buttons, Form, Hidden, Select } from '../../platform/page/controls.tsx';
import { registerOf } from '../../platform/store/cases.ts';
import { roundPath } from '../shared/places.ts';
import type { Visit } from '../shared/visit.ts';

/** What the page's address asks: which applications, who is pinned, which of the previews. */
export type Wish = {
  readonly withUndecided: boolean;
  readonly pin: string | undefined;
  readonly trial: number;
};

export const mostTrials = 999;

/** What the address asks; what makes no sense is left out. */
export function wishOf({ request }: Visit): Wish {
  const trial = Number(request.query.get('los') ?? '1');
  const pin = request.query.get('gesetzt') ?? '';
  return {
    withUndecided: request.query.get('stand') === 'alle',
    pin: pin === '' ? undefined : pin,
    trial: Number.isInteger(trial) && trial >= 1 && trial <= mostTrials ? trial : 1,
  };
}

/** The address that asks this. */
export function hrefOf(round: Round, { withUndecided, pin, trial }: Wish): string {
  const query = new URLSearchParams({
    ...(withUndecided ? { stand: 'alle' } : {}),
    ...(pin === undefined ? {} : { gesetzt: pin }),
    ...(trial === 1 ? {} : { los: String(trial) }),
  }).toString();
  return `${roundPath(round, 'auswahl/vorschau')}${query === '' ? '' : `?${query}`}`;
}

/** The form that asks: which applications, and who is pinned. */
export function Questions({
  visit,
  round,
  applications,
  wish,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly applications: readonly Application[];
  readonly wish: Wish;
}) {
  const { language } = visit;
  const approved = previewCandidates(applications, false).length;
  const all = previewCandidates(applications, true);
  const register = registerOf(round);
  return (
    <Form
      action={roundPath(round, 'auswahl/vorschau')}
      method="get"
      label={say(language, { de: 'Was der Probelauf zeigen soll', en: 'What the preview is to show' })}
    >
      {wish.trial > 1 && <Hidden name="los" value={String(wish.trial)} />}
      <Select
        name="stand"
        label={say(language, { de: 'Welche Bewerbungen?', en: 'Which applications?' })}
        placeholder={false}
        value={wish.withUndecided ? 'alle' : 'genehmigt'}
        options={[
          {
            value: 'genehmigt',
            label: say(language, { de: `Nur genehmigte (${approved})`, en: `Approved only (${approved})` }),
          },
          {
            value: 'alle',
            label: say(language, {
              de: `Als wären alle offenen genehmigt (${all.length})`,
              en: `As if all undecided were approved (${all.length})`,
            }),
          },
        ]}
      />
      <Select
        name="gesetzt"
        label={say(language, {
          de: 'Wer bekäme sicher einen Platz?',
          en: 'Who would get a seat for certain?',
        })}
        optional
        search
        placeholder={say(language, { de: 'Niemand', en: 'Nobody' })}
        value={wish.pin}
        options={all
          .toSorted((a, b) => a.name.localeCompare(b.name, 'de'))
          .map((application) => ({
            value: application.id,
            label: `${application.name}, ${administrationNames(application, register)}`,
            names: [application.reference],
          }))}
      />
      <Buttons>
        <Button kind="secondary">{say(language, { de: 'Anzeigen', en: 'Show' })}</Button>
      </Buttons>
    </Form>
  );
}

/** Said where there is nobody to choose from. */
export function Nobody({
  visit,
  round,
  applications,
  wish,
}: {
  readonly visit: Visit;
  readonly round: Round;
  readonly applications: readonly Application[];
  readonly wish: Wish;
}) {
  const { language } = visit;
  const undecided = previewCandidates(applications, true).length;
  if (wish.withUndecided || undecided === 0) {
    return (
      <Notice
        title={say(language, {
          de: 'Noch ist keine Bewerbung da, die ausgewählt werden könnte.',
          en: 'There is no application yet that could be chosen.',
        })}
      />
    );
  }
  return (
    <Notice
      title={say(language, {
        de: 'Noch ist keine Bewerbung genehmigt.',
        en: 'No application is approved yet.',
      })}
    >
      <p>
        {say(language, {
          de:
            undecided === 1
              ? 'Eine Bewerbung ist noch nicht entschieden.'
              : `${undecided} Bewerbungen sind noch nicht entschieden.`,
          en: undecided === 1 ? 'One application is undecided.' : `${undecided} applications are undecided.`,
        })}{' '}
        <Link href={hrefOf(round, { ...wish, withUndecided: true })}>
          {say(language, {
            de: 'Probelauf ansehen, als wären alle genehmigt',
            en: 'See the preview as if all were approved',
          })}
        </Link>
      </p>
    </Notice>
  );
}
