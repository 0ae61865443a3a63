/**
 * The round file: all that is set for one pass of the programme, as the office hands it in. Read it with
 * `parseRoundFile`; what a record holds has been read, and `roundFileSchema` then only confirms it.
 */
export { exampleRound } from './round-file/example.ts';
export { earliestSelection, latestOffersEnd, latestSelection } from './round-file/latest-dates.ts';
export { type ParsedRoundFile, parseRoundFile } from './round-file/parse.ts';
export { type RoundFile, roundFileSchema } from './round-file/schema.ts';
