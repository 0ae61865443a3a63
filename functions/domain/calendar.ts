/**
 * The programme's calendar: instants, days and mornings in Europe/Berlin, the working days of a Land, and how
 * dates and numbers are written. The only door to all calendar work.
 */
export * from './calendar/formats.ts';
export * from './calendar/instants.ts';
export * from './calendar/working-days.ts';
