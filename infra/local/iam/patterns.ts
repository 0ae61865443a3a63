const compiled = new Map<string, RegExp>();

/**
 * True where a value fits a pattern of a policy: `*` stands for any number of characters, also none and also
 * `/` and `:`, `?` for exactly one; everything else stands for itself (IAM User Guide, "Resource" and
 * "String condition operators").
 */
export function fits(pattern: string, value: string, ignoreCase = false): boolean {
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'isu' : 'su');
    compiled.set(key, expression);
  }
  return expression.test(value);
}

/**
 * True where an ARN fits an ARN pattern as the operators ArnEquals and ArnLike and the SourceArn of a Lambda
 * permission compare them: part by part, so that a `*` inside one of the first five parts does not reach over
 * a colon (IAM User Guide, "Amazon Resource Name (ARN) condition operators").
 */
export function arnFits(pattern: string, arn: string): boolean {
  const wanted = arnParts(pattern);
  const given = arnParts(arn);
  return wanted.length === given.length && wanted.every((part, at) => fits(part, given[at] ?? ''));
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}
