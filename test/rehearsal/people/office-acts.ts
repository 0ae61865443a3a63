import { dayOf, type Moment, moment, timeOf } from '../berlin.ts';
import type { OfficeAct, RoundFile } from '../inputs.ts';

type Form = { readonly path: string; readonly fields: Readonly<Record<string, string>> };

/** The office's page for an act, and what is filled in there besides the box that confirms. */
export function officeForm(act: OfficeAct): Form {
  if (act.act === 'invite-workshop') {
    const { title, starts, place } = act;
    const at = moment(starts);
    return { path: '/buero/werkstatt', fields: { title, date: dayOf(at), from: timeOf(at), place } };
  }
  const { path, fields } = roundForm(act);
  return { path: `/buero/durchgang/${act.round}/${path}`, fields };
}

function roundForm(act: Exclude<OfficeAct, { act: 'invite-workshop' }>): Form {
  switch (act.act) {
    case 'cancel':
      return { path: 'absagen', fields: { reason: act.reason } };
    case 'go-on':
      return { path: 'ohne-offene-fortfahren', fields: {} };
    case 'confirm-selection':
      return { path: 'auswahl-bestaetigen', fields: {} };
    case 'release':
      return { path: 'freigeben', fields: {} };
    case 'archive':
      return { path: 'archivieren', fields: {} };
    case 'move-session': {
      const [starts, ends]: Moment[] = [moment(act.starts), moment(act.ends)];
      return {
        path: `termin/${act.session}`,
        fields: {
          action: 'move',
          date: dayOf(starts ?? 0),
          from: timeOf(starts ?? 0),
          until: timeOf(ends ?? 0),
        },
      };
    }
    case 'cancel-session':
      return { path: `termin/${act.session}`, fields: { action: 'cancel' } };
  }
}

/** The dates of a round after an act of the office. */
export function changedFile(file: RoundFile, act: OfficeAct): RoundFile {
  if (act.act !== 'move-session' && act.act !== 'cancel-session') return file;
  const cohorts = file.cohorts.map((cohort) => ({
    ...cohort,
    modules: cohort.modules
      .map((module) => ({
        ...module,
        sessions: module.sessions.flatMap((session) => {
          if (session.id !== act.session) return [session];
          return act.act === 'cancel-session' ? [] : [{ ...session, starts: act.starts, ends: act.ends }];
        }),
      }))
      .filter(({ sessions }) => sessions.length > 0),
  }));
  return { ...file, cohorts };
}
