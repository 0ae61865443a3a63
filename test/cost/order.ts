/** The command was asked for something that it does not know. */
export class WrongOrder extends Error {}

/** More than there are people whom one round could concern. */
const most = 100_000_000;

/** Reads sizes such as `20,1000,100000`. @throws WrongOrder */
export function sizesOf(text: string): number[] {
  return text.split(',').map((each) => {
    const size = /^\s*[1-9]\d*\s*$/.test(each) ? Number(each) : Number.NaN;
    if (!(size <= most)) {
      throw new WrongOrder(
        `--applications takes whole numbers from 1 to ${most} with commas between, not "${text}"`,
      );
    }
    return size;
  });
}
