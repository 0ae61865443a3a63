/** A field of a form as it was sent, unchanged; undefined where it is missing or empty. */
export function field(form: URLSearchParams, name: string): string | undefined {
  const value = form.get(name);
  return value === null || value === '' ? undefined : value;
}

/** A field that holds one of a few values; undefined for everything else. */
export function choice<Value extends string>(
  form: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const value = form.get(name);
  return values.find((each) => each === value);
}

/** A box that was ticked. */
export function ticked(form: URLSearchParams, name: string, value: string): boolean {
  return form.getAll(name).includes(value);
}

/** The nested object of a form whose names have dots, as in `applicant.email`; empty values are left out. */
export function nested(form: URLSearchParams, lists: readonly string[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (value === '') continue;
    if (lists.includes(name)) {
      const list = result[name];
      if (Array.isArray(list)) list.push(value);
      else result[name] = [value];
      continue;
    }
    const [first, second, ...rest] = name.split('.');
    if (first === undefined || rest.length > 0 || first === '__proto__') continue;
    if (second === undefined) {
      result[first] ??= value;
      continue;
    }
    const inner = result[first];
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      Object.assign(inner, { [second]: value });
    } else if (inner === undefined) {
      result[first] = { [second]: value };
    }
  }
  return result;
}
