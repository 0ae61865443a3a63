import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { cronFields, nextCron } from '../../infra/local/events/cron.ts';
import { checkPattern, fitsPattern } from '../../infra/local/events/event-pattern.ts';
import { LocalClock, readClock } from '../../infra/local/time/clock.ts';
import { Work } from '../../infra/local/time/idle.ts';
import { clockMove, targetOf } from '../../infra/local/time/instants.ts';
import { findRoute, readRoute } from '../../infra/local/web/routes.ts';

describe('The local clock', () => {
  const memory = () => {
    const saved: number[] = [];
    return { saved, load: () => saved.at(-1), save: (instant: number) => saved.push(instant) };
  };

  test('begins where it is told, and only the first time', () => {
    const kept = memory();
    expect(new LocalClock(kept, 1_000_000).now()).toBeGreaterThanOrEqual(1_000_000);
    expect(new LocalClock(kept, 5).now()).toBeGreaterThanOrEqual(1_000_000);
  });

  test('stands, reads the same in workers, and ticks on from there', async () => {
    const clock = new LocalClock(memory(), 1_000_000);
    clock.standAt(2_000_000);
    expect([clock.now(), readClock(clock.cells), clock.stands]).toEqual([2_000_000, 2_000_000, true]);
    clock.tick();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(clock.now()).toBeGreaterThan(2_000_010);
    expect(clock.now()).toBeLessThan(2_001_000);
  });

  test('never goes back', () => {
    const clock = new LocalClock(memory(), 1_000_000);
    clock.standAt(2_000_000);
    clock.standAt(1_500_000);
    expect(clock.now()).toBe(2_000_000);
  });

  test('is saved ahead of itself while it ticks, so that nothing it told lies in a later start’s future', () => {
    const kept = memory();
    const clock = new LocalClock(kept, 1_000_000);
    clock.keep();
    expect(kept.saved.at(-1)).toBeGreaterThanOrEqual(clock.now());
    clock.stop();
    expect(kept.saved.at(-1)).toBe(clock.now());
  });

  test('is the system’s in real use: it went on while nothing ran, and nobody makes it stand', () => {
    const kept = memory();
    kept.saved.push(1_000_000);
    const clock = new LocalClock(kept, 1_000_000, true);
    clock.standAt(Date.now() + 86_400_000);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
    expect([clock.stands, kept.saved.length]).toEqual([false, 1]);
  });
});

describe('A move of the clock', () => {
  const move = (body: unknown, now: string) =>
    new Date(targetOf(clockMove.parse(body), Date.parse(now))).toISOString();

  test('by days keeps the time of day in Berlin over both changes of its clocks', () => {
    expect(move({ advanceBy: 'P1D' }, '2022-10-29T06:00:00Z')).toBe('2022-10-30T07:00:00.000Z');
    expect(move({ advanceBy: 'P1D' }, '2023-03-25T07:00:00Z')).toBe('2023-03-26T06:00:00.000Z');
    expect(move({ advanceBy: 'PT24H' }, '2022-10-29T06:00:00Z')).toBe('2022-10-30T06:00:00.000Z');
  });

  test('to an instant takes it as it is', () => {
    expect(move({ advanceTo: '2022-11-01T09:00:00+01:00' }, '2022-10-01T00:00:00Z')).toBe(
      '2022-11-01T08:00:00.000Z',
    );
  });

  test.each([
    {},
    { advanceTo: '2022-11-01' },
    { advanceBy: '7D' },
    { advanceBy: 'P1D', advanceTo: '2022-11-01T00:00:00Z' },
    null,
  ])('%j is none', (body) => {
    expect(clockMove.safeParse(body).success).toBe(false);
  });
});

describe('A cron expression', () => {
  const next = (text: string, after: string, zone = 'Europe/Berlin') => {
    const fields = cronFields(text);
    const found = fields && nextCron(fields, zone, Date.parse(after));
    return found === undefined ? undefined : new Date(found).toISOString();
  };

  test('goes by its time zone, over both changes of the clocks', () => {
    expect(next('0 8 * * ? *', '2022-10-29T06:00:00Z')).toBe('2022-10-30T07:00:00.000Z');
    expect(next('30 2 * * ? *', '2023-03-25T12:00:00Z')).toBe('2023-03-27T00:30:00.000Z');
    expect(next('30 2 * * ? *', '2022-10-29T12:00:00Z')).toBe('2022-10-30T00:30:00.000Z');
  });

  test('knows names, ranges, steps and lists', () => {
    expect(next('0 8 ? * MON-FRI *', '2022-10-28T12:00:00Z', 'UTC')).toBe('2022-10-31T08:00:00.000Z');
    expect(next('0/20 * * * ? *', '2022-10-28T12:20:00Z', 'UTC')).toBe('2022-10-28T12:40:00.000Z');
    expect(next('0 0 1 JAN,JUL ? *', '2022-10-28T12:00:00Z', 'UTC')).toBe('2023-01-01T00:00:00.000Z');
    expect(next('0 0 1 1 ? 2020', '2022-10-28T12:00:00Z', 'UTC')).toBeUndefined();
  });

  test.each(['0 8 * *', '60 8 * * ? *', '0 8 L * ? *', '0 8 ? * MON#2 *', 'x 8 * * ? *'])(
    '%s is refused',
    (text) => {
      expect(cronFields(text)).toBeUndefined();
    },
  );

  test('never gives an instant that is not later, nor one that does not fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') }),
        (minute, hour, after) => {
          const fields = cronFields(`${minute} ${hour} * * ? *`);
          const found = fields && nextCron(fields, 'Europe/Berlin', after);
          if (found === undefined) throw new Error('nothing was found');
          const local = Temporal.Instant.fromEpochMilliseconds(found).toZonedDateTimeISO('Europe/Berlin');
          expect(found).toBeGreaterThan(after);
          expect([local.hour, local.minute, local.second]).toEqual([hour, minute, 0]);
          expect(found - after).toBeLessThanOrEqual(49 * 3_600_000);
        },
      ),
    );
  });
});

describe('An event pattern', () => {
  test.each<[unknown, unknown, boolean]>([
    [{ a: ['x', 'y'] }, { a: 'y' }, true],
    [{ a: ['x'] }, { a: 'y' }, false],
    [{ a: ['x'] }, {}, false],
    [{ a: { b: ['x'] } }, { a: { b: 'x', c: 1 } }, true],
    [{ a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
    [{ a: [{ suffix: 'ab' }] }, { a: 'abc' }, false],
    [{ a: [{ exists: false }] }, { b: 1 }, true],
    [{ a: [{ exists: true }] }, { b: 1 }, false],
    [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
    [{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
    [{ a: ['x'] }, { a: ['w', 'x'] }, true],
  ])('%j and %j: %s', (pattern, value, fits) => {
    checkPattern(pattern);
    expect(fitsPattern(pattern, value)).toBe(fits);
  });

  test('with an unknown rule is refused', () => {
    expect(() => checkPattern({ a: [{ cidr: '10.0.0.0/8' }] })).toThrow(/the rule cidr is not known/);
    expect(() => checkPattern({ $or: [{ a: ['x'] }] })).toThrow(/at .\$or/);
    expect(() => checkPattern({ a: 'x' })).toThrow(/needs a list or an object/);
  });
});

describe('Routes', () => {
  const routes = [
    'GET /a/b',
    'ANY /a/{x}',
    'GET /a/{x}',
    'ANY /a/{x}/c',
    'ANY /a/{rest+}',
    'ANY /',
    '$default',
  ].map((routeKey) => readRoute({ routeKey, apiId: 'api', functionArn: 'arn' }));
  test.each([
    ['GET', '/a/b', 'GET /a/b'],
    ['POST', '/a/b', 'ANY /a/{x}'],
    ['GET', '/a/z', 'GET /a/{x}'],
    ['GET', '/a/z/c', 'ANY /a/{x}/c'],
    ['GET', '/a/z/d', 'ANY /a/{rest+}'],
    ['GET', '/', 'ANY /'],
    ['GET', '/a/', '$default'],
    ['GET', '/b', '$default'],
    ['HEAD', '/a/b', 'ANY /a/{x}'],
  ])('%s %s leads to %s', (method, path, routeKey) => {
    expect(findRoute(routes, method, path)?.route.routeKey).toBe(routeKey);
  });
});

describe('Work in flight', () => {
  test('is over when all of it is, and all that it caused', async () => {
    const work = new Work();
    const ended: string[] = [];
    void work.run(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      ended.push('first');
      void work.run(async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        ended.push('second');
      });
    });
    await work.idle();
    expect(ended).toEqual(['first', 'second']);
    await work.idle();
  });
});
