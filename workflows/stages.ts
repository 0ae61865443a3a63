/**
 * The life of an application and of a round, as the workflows lead it: what is done in each state of the record and what
 * is waited for then. `npm run workflows` makes definitions and drawings of it. Which moves there are says the domain.
 */
import { type ApplicationStatus, applicationMoves } from '../functions/domain/application.ts';
import { type RoundStatus, roundMoves } from '../functions/domain/round.ts';
import type { Workflow } from './stage.ts';

export const application = {
  about:
    'The life of an application, from the form to the certificate. Each stage does what is due, read from the record, and then waits for a person or a date.',
  ids: ['round', 'application'],
  start: {
    task: 'ApplicationUnconfirmed',
    about:
      'Reads the record, which says where the application stands, and does what is due if it is unconfirmed.',
  },
  moves: applicationMoves,
  looks: 'ApplicationResume',
  retries: { task: 'any failure', wait: 'any failure but a bell that rang' },
  stages: {
    unconfirmed: {
      name: 'Unconfirmed',
      about:
        'The application was sent and the address is not confirmed: asks once more after a day and erases after seven.',
      tasks: ['ApplicationUnconfirmed'],
      wait: 'Await the confirmation',
      leadsTo: 'awaiting-endorsement',
      waitsFor: 'the applicant to confirm, or for the date of the next mail or of the erasure',
    },
    'awaiting-endorsement': {
      name: 'Awaiting endorsement',
      about: 'The supervisor is asked to agree that the person may take part.',
      tasks: ['EndorsementAwait'],
      wait: 'Await the endorsement',
      leadsTo: 'in-review',
      waitsFor: "the supervisor's answer",
    },
    'in-review': {
      name: 'In review',
      about:
        'The approvers decide: they are reminded after three working days, the deputy is asked after five.',
      tasks: ['ApprovalReview'],
      wait: 'Await the decision',
      waitsFor: 'a decision, or for the date of the next reminder',
    },
    queried: {
      name: 'Queried',
      about:
        'An approver asked the applicant something: the answer, or the evening of the fifth working day, leads back to review.',
      tasks: ['ApprovalReview'],
      wait: 'Await the answer',
      waitsFor: "the applicant's answer, or for the end of the query",
    },
    approved: {
      name: 'Approved',
      about:
        'The conditions are met. The round tells the decision on the next morning and selects after its closing.',
      tasks: ['ApplicationResume'],
      wait: 'Await the selection',
      leadsTo: 'seat-offered',
      waitsFor: 'the selection, or for a change of the decision before it is told',
    },
    'waiting-list': {
      name: 'On the waiting list',
      about: 'No seat yet: one that falls free is offered to the next in line.',
      tasks: ['ApplicationResume'],
      wait: 'Await a free seat',
      leadsTo: 'seat-offered',
      waitsFor: 'a seat, or for the end of the list when the cohort that begins last begins',
    },
    'seat-offered': {
      name: 'Seat offered',
      about:
        'A seat is offered until the evening of its last working day: one reminder two working days before.',
      tasks: ['CohortOffer'],
      wait: 'Await the acceptance',
      leadsTo: 'accepted',
      waitsFor: 'the applicant to accept or decline, or for the date of the reminder or of the end',
    },
    expired: {
      name: 'Offer expired',
      about: 'Nobody answered: the seat is free again, and the applicant is told on the next morning.',
      tasks: ['CohortOffer'],
      wait: 'Await the morning',
      waitsFor: 'the morning on which the applicant is told',
      end: { name: 'Expired', about: 'The end of an offer that nobody answered.' },
      whatNow: 'The word about it is out when nothing is left to wait for.',
    },
    accepted: {
      name: 'Accepted',
      about: "The seat is the administration's: reminders before each module.",
      tasks: ['ReminderModules'],
      wait: 'Await the first session',
      waitsFor: 'the date of the next reminder or of the first session, or for a withdrawal',
    },
    'taking-part': {
      name: 'Taking part',
      about: 'The training runs: reminders before each module, until all sessions are marked.',
      tasks: ['ReminderModules'],
      wait: 'Await the next date',
      leadsTo: 'completed',
      waitsFor: 'the date of the next reminder, or for the attendance to be complete',
    },
    completed: {
      name: 'Completed',
      about: 'Enough sessions were attended: issues the certificate and invites to the alumni network.',
      tasks: ['CertificateConclude'],
      end: { name: 'Graduated', about: 'The end of a completed training.' },
      whatNow: 'The certificate is out, or the record says otherwise.',
    },
    'not-completed': {
      name: 'Not completed',
      about: 'Too few sessions were attended: confirms the participation.',
      tasks: ['CertificateConclude'],
      end: { name: 'Took part', about: 'The end of a training that was not completed.' },
      whatNow: 'The confirmation is out, or the record says otherwise.',
    },
    rejected: {
      name: 'Rejected',
      about:
        'Rejected by the review or by the own administration: told on the next morning; until then the decision can be changed.',
      tasks: ['ApplicationResume'],
      wait: 'Await the telling',
      waitsFor: 'the decision to be told, or to be changed',
      end: { name: 'Rejection told', about: 'The end of a rejected application.' },
      whatNow: 'Ends when the decision has been told.',
    },
    withdrawn: { name: 'Withdrawn', about: 'The application was taken back before the training.' },
    declined: { name: 'Declined', about: 'The seat was declined.' },
    'list-closed': { name: 'List closed', about: 'No seat fell free before the last cohort began.' },
    'dropped-out': { name: 'Dropped out', about: 'The participation ended before the last session.' },
    erased: { name: 'Erased', about: 'The personal data are gone.' },
  },
} as const satisfies Workflow<ApplicationStatus>;

/** What the stages of a round do after the first look. */
const roundDuties = {
  ApprovalTell: {
    name: 'tell the decisions',
    about: "Each decision that is due is told at 08:00 of a working day, before that morning's selection.",
  },
  CohortSelect: {
    name: 'select the cohorts',
    about:
      'At 08:00 of the first working day on which nothing is undecided the seats are drawn; where the round asks for it, the office confirms the result.',
  },
  CohortRefill: {
    name: 'offer free seats',
    about:
      'A seat that fell free is offered to the next in line; the list closes when the cohort that begins last begins.',
  },
  AttendanceSessions: {
    name: 'hold the sessions',
    about:
      'Mails to the trainers, warnings after an absence, alerts where sessions stay unmarked, and the conclusion.',
  },
  OfficeDigest: {
    name: 'write to the office',
    about:
      'The digest on Mondays, and an alert on each working day on which undecided applications are late.',
  },
  RoundErase: {
    name: 'erase what is due',
    about:
      'Applications whose period of retention is over lose their personal data; so does an archived round.',
  },
  RoundCancel: {
    name: 'tell everybody',
    about: 'Each live application ends, and its applicant is told; so are the trainers.',
  },
} as const;

export const round = {
  about:
    'The life of a round, from its draft to its erasure. Each stage has its duties in their order, and then waits for a person or a date.',
  ids: ['round'],
  start: {
    task: 'RoundAdvance',
    about: 'Leads the round on by its dates (it opens, closes, begins) and says where it stands.',
  },
  moves: roundMoves,
  retries: { task: 'any failure', wait: 'any failure but a bell that rang' },
  duties: roundDuties,
  stages: {
    draft: {
      name: 'Draft',
      about: 'The round is prepared and opens at its date.',
      tasks: ['RoundAdvance', 'OfficeDigest'],
      wait: 'Await the opening',
      waitsFor: 'the date of the opening, or for the office',
    },
    open: {
      name: 'Open',
      about: 'Applications are taken until the closing.',
      tasks: ['RoundAdvance', 'ApprovalTell', 'OfficeDigest'],
      wait: 'Await the closing',
      waitsFor: 'the next morning or the closing, or for the office',
    },
    closed: {
      name: 'Closed',
      about: 'No more applications: the selection waits until nothing is undecided.',
      tasks: ['RoundAdvance', 'ApprovalTell', 'CohortSelect', 'OfficeDigest'],
      wait: 'Await the decisions',
      waitsFor: 'the next morning, or for the office',
    },
    selected: {
      name: 'Selected',
      about: 'The seats are offered and taken.',
      tasks: ['RoundAdvance', 'ApprovalTell', 'CohortRefill', 'OfficeDigest'],
      wait: 'Await the first session of the round',
      waitsFor: 'the first session, for a seat that falls free, or for the next morning',
    },
    running: {
      name: 'Running',
      about:
        "The cohorts learn: trainers are asked at each session's start, and a cohort is concluded when all its sessions are marked.",
      tasks: ['RoundAdvance', 'ApprovalTell', 'CohortRefill', 'AttendanceSessions', 'OfficeDigest'],
      wait: 'Await the next session',
      waitsFor: 'the next session, for attendance to be marked, or for the next morning',
    },
    finished: {
      name: 'Finished',
      about:
        'All cohorts are concluded; the office archives the round. What has reached its period is erased.',
      tasks: ['RoundAdvance', 'RoundErase', 'OfficeDigest'],
      wait: 'Await the archiving',
      waitsFor: 'the office, or for the next period of retention to end',
    },
    archived: {
      name: 'Archived',
      about: "The file is closed. At the end of the last period the round's personal data are erased.",
      tasks: ['RoundAdvance', 'RoundErase'],
      wait: 'Await the erasure',
      waitsFor: 'the end of a period of retention',
    },
    cancelled: {
      name: 'Cancelled',
      about: 'The office cancelled the round: everybody in it is told.',
      tasks: ['RoundAdvance', 'RoundCancel', 'RoundErase', 'OfficeDigest'],
      wait: 'Await the filing',
      waitsFor: 'the office to archive the round',
    },
    erased: { name: 'Erased', about: 'The end of a round: nothing personal is left of it.' },
  },
} as const satisfies Workflow<RoundStatus, keyof typeof roundDuties>;

/** The workflows by the names that their definitions bear in this folder. */
export const workflows = { application, round } as const;
