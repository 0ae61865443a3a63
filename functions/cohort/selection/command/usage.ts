import type { Text } from '../types.ts';

/** What the command says of itself. */
export const usage: Text = {
  en: `npm run cohort -- select --people people.csv --settings settings.json
    (--administrations administrations.csv | --quotas quotas.csv)
    [--method lottery|first-come|leximin] [--seed TEXT] [--seed-origin TEXT] [--json OUT] [--lang en|de]
  chooses who takes part. Without --seed one is drawn. Exit status 0; 2 where seats stay empty or a quota is missed.

npm run cohort -- freeze (with the same files)
  prints the hash of the input, to be published before the seed exists.

npm run cohort -- verify OUT
  computes the result again. Exit status 0 where it is reproduced, else 1.

The files are described in docs/selection.md.`,
  de: `npm run cohort -- select --people people.csv --settings settings.json
    (--administrations administrations.csv | --quotas quotas.csv)
    [--method lottery|first-come|leximin] [--seed TEXT] [--seed-origin TEXT] [--json OUT] [--lang en|de]
  wählt aus, wer teilnimmt. Ohne --seed wird ein Startwert gezogen. Rückgabe 0; 2, wenn Plätze leer bleiben oder
  eine Quote verfehlt wird.

npm run cohort -- freeze (mit denselben Dateien)
  gibt den Hash der Eingabe aus, zu veröffentlichen, bevor es den Startwert gibt.

npm run cohort -- verify OUT
  rechnet das Ergebnis nach. Rückgabe 0, wenn es sich ergibt, sonst 1.

Die Dateien beschreibt docs/selection.md.`,
};
