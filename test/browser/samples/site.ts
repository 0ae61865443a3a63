import { renderLetter } from '../../../functions/platform/letter/render.ts';
import { assets } from '../../../functions/platform/page/assets.ts';
import type { Site } from '../serve.ts';
import { englishFrame, englishReceipt, germanFrame, query, reviewRequest, seatOffer } from './letters.ts';
import { samplePages } from './pages.tsx';

/** The HTML parts of the sample letters. */
export const sampleLetters: ReadonlyMap<string, string> = new Map([
  ['brief-platz', renderLetter(seatOffer, germanFrame).html],
  ['brief-rueckfrage', renderLetter(query, germanFrame).html],
  ['brief-englisch', renderLetter(englishReceipt, englishFrame).html],
  ['brief-pruefung', renderLetter(reviewRequest, germanFrame).html],
]);

/** All samples, ready to be served. */
export const sampleSite: Site = { pages: new Map([...samplePages, ...sampleLetters]), files: assets };
