import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charge, prices } from '../../infra/local/usage/prices.ts';
import { synthesize } from '../infra/template.ts';
import { baseOf } from './base.ts';
import { answer, lines, sum } from './bill.ts';
import { isScheduled, metrics } from './measure.ts';
import { type Counted, roundOf, sharesOf } from './model.ts';
import { sizesOf, WrongOrder } from './order.ts';

const template = synthesize();
const charges = Object.keys(prices).filter((name): name is Charge => Object.hasOwn(prices, name));

describe('what is paid for while nothing happens', () => {
  it('is at most three dollars a month', () => {
    expect(sum(lines(baseOf(template.all)))).toBeLessThanOrEqual(3);
  });

  it('is counted in the template: a key, and each metric that an alarm looks at', () => {
    expect(baseOf(template.all).get('key')).toBe(1);
    const alarm = (Properties: Record<string, unknown>) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
    const calculated = {
      Metrics: [{ Expression: 'm1 + m2' }, { MetricStat: { Stat: 'Sum' } }, { MetricStat: { Stat: 'Sum' } }],
    };
    expect(baseOf([alarm({ MetricName: 'Errors' }), alarm(calculated)]).get('alarmMetric')).toBe(3);
    const dashboard = { Type: 'AWS::CloudWatch::Dashboard', Properties: {} };
    expect(baseOf([dashboard, dashboard, dashboard]).get('dashboard')).toBe(0);
    expect(baseOf(Array.from({ length: 5 }, () => dashboard)).get('dashboard')).toBe(2);
  });

  it('is not told of a resource whose cost nobody has looked up', () => {
    const address = { Type: 'AWS::EC2::NatGateway', Properties: {} };
    expect(() => baseOf([address])).toThrow('AWS::EC2::NatGateway');
  });
});

describe('prices', () => {
  it.each(charges.map((charge) => [charge, prices[charge]] as const))(
    'of %s say where they come from and since when they stand',
    (_, { usd, source, asOf }) => {
      expect(usd).toBeGreaterThan(0);
      expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
    },
  );
});

const sweep = 'Kohorte-PlatformSweep';

describe('what a round costs', () => {
  it('is told apart: by the month, by the round, and by the application', () => {
    const units = fc.integer({ min: 0, max: 1000 });
    const size = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(units, units, units, size, size, (monthly, fixed, each, small, more) => {
        const counted = (applications: number, months: number): Counted => ({
          applications,
          months,
          caused: [
            { charge: 'mail', function: 'Kohorte-PostSend', units: fixed + each * applications },
            { charge: 'schedule', function: '', units: monthly * months },
            { charge: 'dynamodbRead', function: sweep, units: monthly * months },
          ],
          gigabytes: 0.001 * applications,
        });
        const shares = sharesOf(counted(small + more, 3), counted(small, 2), isScheduled, metrics);
        expect(shares.perMonth.get('schedule')).toBeCloseTo(monthly);
        expect(shares.perRound.get('mail')).toBeCloseTo(fixed);
        expect(shares.perApplication.get('mail')).toBeCloseTo(each);
        expect(shares.perMonth.get('dynamodbRead')).toBeCloseTo(monthly);
        expect(shares.perApplication.has('schedule')).toBe(false);
        expect(shares.gigabytes).toBeCloseTo(0.001);
        expect(roundOf(shares, 100_000).get('mail')).toBeCloseTo(fixed + each * 100_000, 3);
      }),
    );
  });

  it('has the hours of metrics grow as they grew, and never beyond all that there are', () => {
    const counted = (applications: number): Counted => ({
      applications,
      months: 2,
      caused: [{ charge: 'metricHour', function: 'Kohorte-PostSend', units: 10 * Math.sqrt(applications) }],
      gigabytes: 0,
    });
    const shares = sharesOf(counted(4), counted(16), isScheduled, metrics);
    expect(roundOf(shares, 16).get('metricHour')).toBeCloseTo(40);
    expect(roundOf(shares, 100).get('metricHour')).toBeCloseTo(100);
    expect(roundOf(shares, 1_000_000_000).get('metricHour')).toBe(metrics * 2 * 730);
    expect(shares.perApplication.has('metricHour')).toBe(false);
  });

  it('needs two rounds of different size', () => {
    const counted: Counted = { applications: 4, months: 1, caused: [], gigabytes: 0 };
    expect(() => sharesOf(counted, counted, isScheduled, metrics)).toThrow('same size');
  });

  it('counts what a schedule calls by the month, and nothing else', () => {
    expect(isScheduled(sweep)).toBe(true);
    expect(isScheduled('Kohorte-PostSend')).toBe(false);
    expect(isScheduled('')).toBe(false);
  });

  it('is told with its sum, by service, for each size that is asked for', () => {
    const shares = sharesOf(
      {
        applications: 1,
        months: 1,
        caused: [{ charge: 'mail', function: '', units: 30 }],
        gigabytes: 0.0001,
      },
      {
        applications: 2,
        months: 1,
        caused: [{ charge: 'mail', function: '', units: 50 }],
        gigabytes: 0.0002,
      },
      isScheduled,
      metrics,
    );
    const told = answer(baseOf(template.all), shares, [20, 100_000]);
    expect(told).toContain('20 applications in one round: 0.0410 USD, 0.205 US ct each');
    expect(told).toContain('100,000 applications in one round: 200.00 USD, 0.200 US ct each');
    expect(told).toMatch(/200\.00 {2}SES/);
    expect(told).toMatch(/1\.00 +1 {2}KMS: a key, a month/);
  });
});

describe('npm run cost', () => {
  it('takes sizes with commas between', () => {
    expect(sizesOf('20,1000,100000')).toEqual([20, 1000, 100_000]);
  });

  it.each(['', '0', '-5', '20,', '1.5', 'many', '20;30', '1e9', '999999999999'])(
    'refuses %j and says what it takes',
    (text) => {
      expect(() => sizesOf(text)).toThrow(WrongOrder);
    },
  );

  it.each([
    [['--applications', 'many'], '--applications takes whole numbers'],
    [['--aplications', '20'], "'--aplications'"],
    [['20'], "'20'"],
  ])('ends with 2 for %j, with a sentence and the usage', (args, sentence) => {
    const main = fileURLToPath(new URL('./main.ts', import.meta.url));
    const { status, stderr, stdout } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).toContain('npm run cost --');
  });
});
