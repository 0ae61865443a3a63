import type { Round } from '../../domain/round.ts';
import type { Visit } from '../../office/shared/visit.ts';
import { say } from '../../platform/letter/wording.ts';
import { LinkButton } from '../../platform/page/controls.tsx';

/** The address of a round's rehearsal, or of a page below it. */
export function rehearsalPath(round: Round, below = ''): string {
  return `/buero/durchgang/${round.id}/probe${below === '' ? '' : `/${below}`}`;
}

const roundPath = (round: Round): string => `/buero/durchgang/${round.id}`;

/** What the pages of a rehearsal have in common. */
export function frame(visit: Visit, round: Round) {
  return {
    area: 'rounds',
    title: say(visit.language, { de: 'Durchgang proben', en: 'Rehearse the round' }),
    preline: round.file.title,
  } as const;
}

/** The way back to the round that was rehearsed. */
export function BackToRound({ visit, round }: { readonly visit: Visit; readonly round: Round }) {
  return (
    <LinkButton href={roundPath(round)} kind="tertiary">
      {say(visit.language, { de: 'Zurück zum Durchgang', en: 'Back to the round' })}
    </LinkButton>
  );
}
