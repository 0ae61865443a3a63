/** Whether `count` hits in `draws` are so few that, were the chance `chance`, it would happen with less than `level`. */
export function significantlyBelow(count: number, draws: number, chance: number, level: number): boolean {
  let logTerm = draws * Math.log1p(-chance);
  let sum = Math.exp(logTerm);
  for (let hits = 1; hits <= count; hits++) {
    logTerm += Math.log((draws - hits + 1) / hits) + Math.log(chance / (1 - chance));
    sum += Math.exp(logTerm);
  }
  return sum < level;
}
