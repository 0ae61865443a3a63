import { showApplications } from './case/applications.tsx';
import { caseActPages } from './case/case-acts.tsx';
import { showCase } from './case/case-page.tsx';
import { exportPages } from './exports/exports.ts';
import { mailPages } from './mails/mails-page.tsx';
import { newRoundPage } from './new-round/new-round.tsx';
import { deadlinesPage } from './round/deadlines.tsx';
import { latePage } from './round/late-page.tsx';
import { peoplePage } from './round/people-form.tsx';
import { roundActPages } from './round/round-act-pages.tsx';
import { roundExtraPages } from './round/round-extras.tsx';
import { showRound } from './round/round-page.tsx';
import { sessionPage } from './round/session-form.tsx';
import { substitutePage } from './round/substitute-form.tsx';
import { selectionPages } from './selection/selection-page.tsx';
import type { Page } from './shared/visit.ts';
import { signInPages } from './sign-in/sign-in.ts';
import { continueAllPage } from './today/continue-page.tsx';
import { setAsidePage } from './today/set-aside-page.tsx';
import { showRounds, showToday } from './today/today.tsx';
import { workshopPage } from './workshop/workshop-page.tsx';

/** Every page of the office; the table in docs/access.md is made from it. */
export const officePages: readonly Page[] = [
  ...signInPages,
  { path: '/buero', about: 'Today', GET: { for: 'signed-in', handle: showToday } },
  { path: '/buero/durchgaenge', about: 'All rounds', GET: { for: 'signed-in', handle: showRounds } },
  { path: '/buero/durchgang/{round}', about: 'One round', GET: { for: 'signed-in', handle: showRound } },
  continueAllPage,
  setAsidePage,
  newRoundPage,
  ...roundActPages,
  deadlinesPage,
  sessionPage,
  peoplePage,
  substitutePage,
  ...selectionPages,
  ...roundExtraPages,
  latePage,
  {
    path: '/buero/bewerbungen',
    about: 'The applications of a round',
    GET: { for: 'signed-in', handle: showApplications },
  },
  {
    path: '/buero/vorgang/{round}/{id}',
    about: 'One application',
    GET: { for: 'signed-in', handle: showCase },
  },
  ...caseActPages,
  ...mailPages,
  workshopPage,
  ...exportPages,
];
