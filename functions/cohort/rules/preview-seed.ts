/**
 * The seed of a preview: plain text that anybody can repeat, so that two previews differ in what is asked alone.
 * @param trial the preview's number, from 1
 */
export function previewSeed(round: string, trial: number): string {
  return `Probelauf ${trial} (Durchgang ${round})`;
}

/** Whether a text is the seed of a preview. The lottery never takes one: its result has been seen before. */
export function isPreviewSeed(text: string): boolean {
  return /^\s*probelauf\s*\d/i.test(text);
}
