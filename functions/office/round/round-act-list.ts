import { undecidedStatuses } from '../../domain/application.ts';
import type { Decision } from '../../domain/change.ts';
import type { Round } from '../../domain/round.ts';
import { isRoundMoveAllowed } from '../../domain/round.ts';
import type { Bilingual } from '../../domain/text.ts';
import { eachApplication } from '../../platform/store/records.ts';
import {
  archive,
  canConfirmSelection,
  cancel,
  canGoOn,
  canRelease,
  canSelectNow,
  confirmSelection,
  goOn,
  type RoundActed,
  release,
  selectNow,
  startAnew,
} from './round-acts.ts';
import { type Changed, closeNow, openNow } from './round-changes.ts';

/** An act on a round that needs no more than a confirmation, and perhaps a reason. */
export type RoundAct = {
  /** Last part of its path. */
  readonly path: string;
  readonly title: Bilingual;
  /** What happens then, in a sentence or two. */
  readonly text: Bilingual;
  /** What the box says that must be ticked. */
  readonly confirm: Bilingual;
  readonly button: Bilingual;
  readonly danger?: true;
  /** Hidden from the acts of a round, as only a notice leads to it. */
  readonly rare?: true;
  /** The label and hint of a reason that is needed. */
  readonly reason?: { readonly label: Bilingual; readonly hint: Bilingual };
  /** Code of the words on the page that follows. */
  readonly done: string;
  readonly isPossible: (round: Round) => boolean;
  /** What speaks against it beyond the round's own record. */
  readonly check?: (round: Round) => Promise<Bilingual | undefined>;
  readonly decide: (round: Round, by: string, now: string, reason: string) => Decision<Round, RoundActed>;
};

/** Approvals that the applicants have not been told yet would miss a selection that runs now. */
async function untoldApprovals(round: Round): Promise<Bilingual | undefined> {
  let untold = 0;
  let open = 0;
  for await (const application of eachApplication(round.id)) {
    const { decision, status } = application;
    if (status === 'approved' && decision !== undefined && decision.toldAt === undefined) untold += 1;
    if (undecidedStatuses.includes(status)) open += 1;
  }
  if (open > 0 && round.goOnWithoutUndecided !== true) {
    return {
      de: `Es sind noch ${open} Bewerbungen nicht entschieden. Bitte warten Sie die Entscheidungen ab, oder fahren Sie ohne sie fort.`,
      en: `${open} applications are undecided. Please await the decisions, or go on without them.`,
    };
  }
  if (untold === 0) return undefined;
  return {
    de: `${untold} Zusagen werden erst am nächsten Arbeitstag um 08:00 Uhr mitgeteilt; an diesem Morgen läuft auch die Auswahl von selbst.`,
    en: `${untold} approvals are told at 08:00 of the next working day only; the selection runs by itself that morning.`,
  };
}

/** An act that leads a round on, as the settings' changes tell it. */
const simple =
  (decide: (round: Round, by: string, now: string) => Decision<Round, Changed>) =>
  (round: Round, by: string, now: string): Decision<Round, RoundActed> => {
    const { answer, change } = decide(round, by, now);
    return {
      answer: answer.kind === 'done' ? 'done' : 'not-possible',
      ...(change === undefined ? {} : { change }),
    };
  };

/** The acts of the office on a round that one form with one box does. */
export const roundActs: readonly RoundAct[] = [
  {
    path: 'oeffnen',
    title: { de: 'Bewerbung jetzt öffnen', en: 'Open applications now' },
    text: {
      de: 'Ab sofort kann man sich bewerben, bis zum Ende der Bewerbungsfrist.',
      en: 'People can apply at once, until applications close.',
    },
    confirm: { de: 'Ja, jetzt öffnen.', en: 'Yes, open now.' },
    button: { de: 'Jetzt öffnen', en: 'Open now' },
    done: 'opened',
    isPossible: (round) => round.status === 'draft',
    decide: simple(openNow),
  },
  {
    path: 'schliessen',
    title: { de: 'Bewerbung jetzt schließen', en: 'Close applications now' },
    text: {
      de: 'Ab sofort kann sich niemand mehr bewerben. Wer schon abgeschickt hat, kann die Adresse noch bestätigen.',
      en: 'Nobody can apply any more. Whoever has applied can still confirm the address.',
    },
    confirm: { de: 'Ja, vor dem angekündigten Ende schließen.', en: 'Yes, close before the announced end.' },
    button: { de: 'Jetzt schließen', en: 'Close now' },
    done: 'closed',
    isPossible: (round) => round.status === 'open',
    decide: simple(closeNow),
  },
  {
    path: 'auswahl-vorziehen',
    title: { de: 'Auswahl jetzt durchführen', en: 'Run the selection now' },
    text: {
      de: 'Die Auswahl läuft sofort statt am nächsten Arbeitstag um 08:00 Uhr.',
      en: 'The selection runs at once, not at 08:00 of the next working day.',
    },
    confirm: { de: 'Ja, jetzt auswählen.', en: 'Yes, select now.' },
    button: { de: 'Auswahl durchführen', en: 'Run the selection' },
    done: 'selection-called',
    isPossible: canSelectNow,
    check: untoldApprovals,
    decide: selectNow,
  },
  {
    path: 'auswahl-bestaetigen',
    title: { de: 'Auswahl bestätigen', en: 'Confirm the selection' },
    text: {
      de: 'Die vorgeschlagene Auswahl wird wirksam: Die Plätze werden angeboten, die Warteliste wird mitgeteilt.',
      en: 'The proposed selection takes effect: seats are offered, the waiting list is told.',
    },
    confirm: { de: 'Ja, die Auswahl soll gelten.', en: 'Yes, the selection shall stand.' },
    button: { de: 'Auswahl bestätigen', en: 'Confirm the selection' },
    done: 'selection-confirmed',
    isPossible: canConfirmSelection,
    decide: confirmSelection,
  },
  {
    path: 'ohne-offene-fortfahren',
    title: { de: 'Ohne die offenen Bewerbungen fortfahren', en: 'Go on without the undecided applications' },
    text: {
      de: 'Die Auswahl wartet nicht länger. Wer später noch eine Zusage erhält, kommt an das Ende der Warteliste.',
      en: 'The selection waits no longer. Whoever is approved later joins the end of the waiting list.',
    },
    confirm: {
      de: 'Ja, die Auswahl soll nicht länger warten.',
      en: 'Yes, the selection shall wait no longer.',
    },
    button: { de: 'Fortfahren', en: 'Go on' },
    done: 'gone-on',
    isPossible: canGoOn,
    decide: goOn,
  },
  {
    path: 'freigeben',
    title: { de: 'Namen der Verwaltungen veröffentlichen', en: 'Publish the administrations' },
    text: {
      de: 'Auf der Startseite steht dann, welche Verwaltungen teilnehmen, in alphabetischer Reihenfolge und ohne Namen von Personen.',
      en: 'The home page then says which administrations take part, in alphabetical order and without names of people.',
    },
    confirm: {
      de: 'Ja, die Namen sind mit dem Ministerium abgestimmt.',
      en: 'Yes, the names are agreed with the ministry.',
    },
    button: { de: 'Veröffentlichen', en: 'Publish' },
    done: 'released',
    isPossible: canRelease,
    decide: release,
  },
  {
    path: 'neu-starten',
    title: { de: 'Ablauf neu anstoßen', en: 'Start the workflow anew' },
    text: {
      de: 'Nur nötig, wenn der Durchgang stehen geblieben ist. Er geht dort weiter, wo er steht; nichts geschieht doppelt.',
      en: 'Only needed where the round has stopped. It goes on where it stands; nothing happens twice.',
    },
    confirm: { de: 'Ja, neu anstoßen.', en: 'Yes, start anew.' },
    button: { de: 'Neu anstoßen', en: 'Start anew' },
    done: 'started-anew',
    isPossible: (round) => round.status !== 'erased',
    rare: true,
    decide: startAnew,
  },
  {
    path: 'archivieren',
    title: { de: 'Durchgang archivieren', en: 'Archive the round' },
    text: {
      de: 'Die Akte wird geschlossen. Ab jetzt läuft die Frist, nach der die Angaben der Teilnehmenden gelöscht werden; der Wochenüberblick endet.',
      en: 'The file is closed. From now on the period runs after which the participants’ data are erased; the weekly digest ends.',
    },
    confirm: { de: 'Ja, der Durchgang ist abgeschlossen.', en: 'Yes, the round is complete.' },
    button: { de: 'Archivieren', en: 'Archive' },
    done: 'archived',
    isPossible: (round) => isRoundMoveAllowed(round.status, 'archived', 'office'),
    decide: archive,
  },
  {
    path: 'absagen',
    title: { de: 'Durchgang absagen', en: 'Cancel the round' },
    text: {
      de: 'Alle Bewerbungen enden. Bewerberinnen und Bewerber, ihre Fachvorgesetzten und das Schulungsteam erhalten eine E-Mail mit Ihrer Begründung; Termine verschwinden aus den Kalendern. Das lässt sich nicht rückgängig machen.',
      en: 'All applications end. Applicants, their supervisors and the trainers get a mail with your reason; dates leave the calendars. This cannot be undone.',
    },
    confirm: { de: 'Ja, der ganze Durchgang fällt aus.', en: 'Yes, the whole round is off.' },
    button: { de: 'Endgültig absagen', en: 'Cancel for good' },
    danger: true,
    reason: {
      label: { de: 'Begründung', en: 'Reason' },
      hint: {
        de: 'Alle Beteiligten lesen sie Wort für Wort.',
        en: 'Everybody involved reads it word for word.',
      },
    },
    done: 'cancelled',
    isPossible: (round) => isRoundMoveAllowed(round.status, 'cancelled', 'office'),
    decide: (round, by, now, reason) => cancel(round, reason, by, now),
  },
];
