/** What a life can bring; some things more often than others. */
export const steps = [
  'open',
  'open',
  'open',
  'decide',
  'decide',
  'decide',
  'repeat',
  'both',
  'answer',
  'correct',
  'settle',
  'hour',
  'scan',
  'hand-over',
  'take-back',
  'from-list',
] as const;
/** One step of a life; a week passes by itself now and then. */
export type Step = (typeof steps)[number] | 'week';

/** How often something happened in all lives together, so that a run can say what it was made of. */
export type Tally = Map<string, number>;
