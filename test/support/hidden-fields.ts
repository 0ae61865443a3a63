/** The hidden fields of the first form that is sent by POST. */
export function hiddenFields(page: string): URLSearchParams {
  const form = /<form[^>]*method="post"[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
  const body = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) body.append(name, value ?? '');
  }
  return body;
}
