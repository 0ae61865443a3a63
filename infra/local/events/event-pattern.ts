import { TemplateError } from '../template/template.ts';

/**
 * Event patterns as Lambda's event filtering has them (Lambda Developer Guide, "Filter rule syntax"): an object
 * must have each named field, a list holds the values or rules of which one must fit.
 */

const rules: Readonly<Record<string, (argument: unknown, value: unknown) => boolean>> = {
  exists: (argument, value) => (value !== undefined) === argument,
  prefix: (argument, value) => typeof value === 'string' && value.startsWith(String(argument)),
  suffix: (argument, value) => typeof value === 'string' && value.endsWith(String(argument)),
  'equals-ignore-case': (argument, value) =>
    typeof value === 'string' && value.toLowerCase() === String(argument).toLowerCase(),
  'anything-but': (argument, value) => value !== undefined && ![argument].flat().includes(value),
};

/**
 * Refuses a pattern with rules that are not known here.
 * @throws TemplateError naming the field
 */
export function checkPattern(pattern: unknown, path = ''): void {
  if (Array.isArray(pattern)) {
    for (const one of pattern) {
      if (typeof one !== 'object' || one === null) continue;
      const [name = ''] = Object.keys(one);
      if (!(name in rules))
        throw new TemplateError(`Event pattern, at ${path}: the rule ${name} is not known`);
    }
  } else if (typeof pattern === 'object' && pattern !== null) {
    for (const [name, one] of Object.entries(pattern)) checkPattern(one, `${path}.${name}`);
  } else {
    throw new TemplateError(`Event pattern, at ${path || 'its top'}: needs a list or an object`);
  }
}

/** Whether a value fits a pattern that was checked. */
export function fitsPattern(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) {
    const values = Array.isArray(value) ? value : [value];
    return pattern.some((one) => values.some((it) => fitsOne(one, it)));
  }
  return Object.entries(Object(pattern)).every(([name, one]) =>
    fitsPattern(one, typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
  );
}

function fitsOne(one: unknown, value: unknown): boolean {
  if (typeof one !== 'object' || one === null) return one === value;
  return Object.entries(one).every(([name, argument]) => rules[name]?.(argument, value) ?? false);
}
