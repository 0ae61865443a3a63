import { showApplications } from './applications.tsx';
import { caseActPages } from './case-acts.tsx';
import { showCase } from './case-page.tsx';
import { deadlinesPage } from './deadlines.tsx';
import { exportPages } from './exports.ts';
import { latePage } from './late-page.tsx';
import { mailPages } from './mails-page.tsx';
import { newRoundPage } from './new-round.tsx';
import { peoplePage } from './people-form.tsx';
import { roundActPages } from './round-act-pages.tsx';
import { roundExtraPages } from './round-extras.tsx';
import { showRound } from './round-page.tsx';
import type { Page } from './router.ts';
import { selectionPages } from './selection-page.tsx';
import { sessionPage } from './session-form.tsx';
import { signInPages } from './sign-in.ts';
import { substitutePage } from './substitute-form.tsx';
import { showRounds, showToday } from './today.tsx';
import { workshopPage } from './workshop-page.tsx';

/** Every page of the office; the table in docs/access.md is made from it. */
export const officePages: readonly Page[] = [
  ...signInPages,
  { path: '/buero', about: 'Today', GET: { for: 'signed-in', handle: showToday } },
  { path: '/buero/durchgaenge', about: 'All rounds', GET: { for: 'signed-in', handle: showRounds } },
  { path: '/buero/durchgang/{round}', about: 'One round', GET: { for: 'signed-in', handle: showRound } },
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
