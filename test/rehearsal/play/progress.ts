import type { InboxMail } from '../../program/host.ts';
import { type Language, say, time } from '../report/words.ts';
import type { Progress } from './play.ts';

/** The stages of a round as its mails show them: each is told once, when its first mail comes. */
const stages = [
  {
    purposes: ['confirm-address'],
    de: 'Die ersten Bewerbungen sind da',
    en: 'The first applications are in',
  },
  {
    purposes: ['endorsement-request'],
    de: 'Verwaltungen werden um Zustimmung gebeten',
    en: 'Administrations are asked to agree',
  },
  { purposes: ['review-request'], de: 'Das Ministerium entscheidet', en: 'The ministry decides' },
  { purposes: ['approved', 'rejected'], de: 'Entscheidungen werden mitgeteilt', en: 'Decisions are told' },
  { purposes: ['seat-offer', 'waiting-list'], de: 'Auswahl', en: 'Selection' },
  { purposes: ['seat-confirmed'], de: 'Plätze werden angenommen', en: 'Seats are accepted' },
  { purposes: ['module-reminder'], de: 'Erinnerungen an die Module', en: 'Reminders of the modules' },
  { purposes: ['attendance-request'], de: 'Die Schulung beginnt', en: 'The training begins' },
  {
    purposes: ['certificate', 'participation-confirmation'],
    de: 'Zertifikate und Bescheinigungen',
    en: 'Certificates and confirmations',
  },
] as const;

/** Tells of each stage on a line; on a terminal a last line follows the clock. */
export function teller(
  language: Language,
  out: NodeJS.WriteStream = process.stdout,
): { readonly progress: Progress; readonly end: () => void } {
  const told = new Set<string>();
  const since = performance.now();
  const seconds = (): string => `${((performance.now() - since) / 1000).toFixed(1)} s`.padStart(8);
  const clear = (): void => {
    if (out.isTTY) out.write('\r\x1b[K');
  };
  const tell = (now: number, text: string): void => {
    clear();
    out.write(`${seconds()}  ${time(now, language).padEnd(24)} ${text}\n`);
  };
  const progress: Progress = (now, mails: readonly InboxMail[], total) => {
    for (const stage of stages) {
      const counted = stage.purposes
        .map((purpose) => [purpose, mails.filter((mail) => mail.purpose === purpose).length] as const)
        .filter(([, count]) => count > 0);
      if (counted.length === 0 || told.has(stage.en)) continue;
      told.add(stage.en);
      const counts = counted.map(([purpose, count]) => `${count} × ${purpose}`).join(', ');
      tell(now, `${stage[language]} (${counts})`);
    }
    if (out.isTTY) {
      clear();
      out.write(`${seconds()}  ${time(now, language)}  ${total} ${say(language, 'E-Mails', 'mails')}`);
    }
  };
  return { progress, end: clear };
}
