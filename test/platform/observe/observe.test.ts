import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { ask } from '../../support/http.ts';
import { lambdaContext } from '../../support/lambda-context.ts';

const lineSchema = z.record(z.string(), z.unknown());
let lines: z.infer<typeof lineSchema>[] = [];

/** The modules as a function finds them at its start, with what the template puts into its environment. */
async function started() {
  vi.resetModules();
  const [{ log, errorFields }, { count, logsAbout }, { observed }, { Simulation }] = await Promise.all([
    import('../../../functions/platform/observe/log.ts'),
    import('../../../functions/platform/observe/observer.ts'),
    import('../../../functions/platform/observe/observed.ts'),
    import('../../../functions/rehearsal/play/simulation.ts'),
  ]);
  return { log, errorFields, logsAbout, count, observed, Simulation };
}

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'Kohorte');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
  lines = [];
  const listen = (text: unknown): boolean => {
    const [line = ''] = String(text).split('\n');
    if (line.startsWith('{')) lines.push(lineSchema.parse(JSON.parse(line)));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(listen);
  vi.spyOn(process.stderr, 'write').mockImplementation(listen);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const emfSchema = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.tuple([z.object({ Dimensions: z.array(z.array(z.string())) })]),
  }),
});
const counted = () => lines.filter((line) => '_aws' in line);

describe('a message in the log', () => {
  it('names the request, whether the start was a cold one, the installation, and the case', async () => {
    const { log, observed } = await started();
    const task = observed(async () => log.warn('something is odd', { round: '3' }));
    await task({ round: '3', case: 'SCM-3-0007' }, lambdaContext('request-1'));
    await task({ round: '3' }, lambdaContext('request-2'));
    expect(lines).toMatchObject([
      {
        level: 'WARN',
        message: 'something is odd',
        round: '3',
        service: 'Kohorte',
        function_request_id: 'request-1',
        cold_start: true,
        correlation_id: 'SCM-3-0007',
      },
      { function_request_id: 'request-2', cold_start: false },
    ]);
    expect(lines[1]).not.toHaveProperty('correlation_id');
  });

  it('is about one case after the other, where an invocation is about several', async () => {
    const { log, logsAbout, observed } = await started();
    await observed(async () => {
      for (const reference of ['SCM-3-0007', undefined, 'SCM-3-0009']) {
        logsAbout(reference);
        log.info('a mail was not sent');
      }
    })({}, lambdaContext());
    expect(lines.map((line) => line['correlation_id'])).toEqual(['SCM-3-0007', undefined, 'SCM-3-0009']);
  });

  it.each([
    ['ERROR', ['error']],
    ['WARN', ['warn', 'error']],
    ['INFO', ['info', 'warn', 'error']],
  ] as const)('is written from the level of the environment on: %s', async (level, expected) => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', level);
    const { log } = await started();
    log.info('told');
    log.warn('told');
    log.error('told');
    expect(lines.map((line) => String(line['level']).toLowerCase())).toEqual(expected);
  });

  it('holds nothing of an event, whatever the environment asks for', async () => {
    vi.stubEnv('POWERTOOLS_LOGGER_LOG_EVENT', 'true');
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
    const { log, observed } = await started();
    const event = { case: 'SCM-3-0007', token: 'task-token', body: 'applicant.email=kim@stadt.example' };
    await observed(async () => log.error('a request failed'))(event, lambdaContext());
    expect(JSON.stringify(lines)).not.toMatch(/task-token|kim@|applicant/);
  });

  it('holds of an error its kind and where it arose, not its words', async () => {
    const { log, errorFields } = await started();
    log.error('a request failed', errorFields(new TypeError('kim@stadt.example is no number')));
    log.error('a request failed', errorFields('kim@stadt.example'));
    expect(lines).toMatchObject([
      { error: 'TypeError', at: expect.stringContaining('observe.test.ts') },
      { error: 'string' },
    ]);
    expect(JSON.stringify(lines)).not.toContain('kim@');
  });

  it('has no place for a name, an address or words that came from outside: that does not compile', async () => {
    const { log } = await started();
    const [input] = ['kim@stadt.example'];
    // @ts-expect-error: there is no such field
    log.info('a person applied', { email: input });
    // @ts-expect-error: a message stands in the source
    log.info(input);
    // @ts-expect-error: and is not put together
    log.info(`${input} applied`);
    // @ts-expect-error: an error's words can quote what somebody wrote
    log.error('a request failed', { message: input });
    expect(lines).not.toEqual([]);
  });
});

describe('what is counted', () => {
  it('is published once the invocation is over, and adds up', async () => {
    const { count, observed } = await started();
    await observed(async () => {
      count(['Decisions', { outcome: 'approved' }], ['Decisions', { outcome: 'rejected' }]);
      count(['Decisions', { outcome: 'approved' }]);
      expect(counted()).toEqual([]);
    })({}, lambdaContext());
    expect(counted()).toMatchObject([
      { Decisions: 2, outcome: 'approved', service: 'Kohorte' },
      { Decisions: 1, outcome: 'rejected', service: 'Kohorte' },
    ]);
    expect(counted()[0]?.['_aws']).toMatchObject({
      CloudWatchMetrics: [
        {
          Namespace: 'Kohorte',
          Dimensions: [['service', 'outcome']],
          Metrics: [{ Name: 'Decisions', Unit: 'Count' }],
        },
      ],
    });
  });

  it('is no metric of its own for each purpose and status, which its line tells all the same', async () => {
    const { count, observed } = await started();
    await observed(async () => {
      count(['Mails', { purpose: 'seat-offer', outcome: 'sent' }]);
      count(['Mails', { purpose: 'waiting-list', outcome: 'sent' }]);
      count(['Refusals', { status: '404' }]);
    })({}, lambdaContext());
    expect(counted()).toMatchObject([
      { Mails: 1, outcome: 'sent', purpose: 'seat-offer' },
      { Mails: 1, outcome: 'sent', purpose: 'waiting-list' },
      { Refusals: 1, status: '404' },
    ]);
    const metrics = counted().map((line) => emfSchema.parse(line)._aws.CloudWatchMetrics[0].Dimensions);
    expect(metrics).toEqual([[['service', 'outcome']], [['service', 'outcome']], [['service']]]);
  });

  it('is published once, also where the invocation fails', async () => {
    const { count, observed } = await started();
    const failing = observed(async () => {
      count(['StageFailures', { workflow: 'round' }]);
      throw new Error('the table is out of reach');
    });
    await expect(failing({}, lambdaContext())).rejects.toThrow();
    await observed(async () => undefined)({}, lambdaContext());
    expect(counted()).toMatchObject([{ StageFailures: 1, workflow: 'round' }]);
  });

  it('is nothing of what only happens in a rehearsal, whose cases stay out of the log as well', async () => {
    const { count, log, logsAbout, observed, Simulation } = await started();
    await observed(async () => {
      const simulation = new Simulation('2022-10-05T08:00:00.000Z', () => undefined);
      await simulation.act(() =>
        observed(async () => {
          logsAbout('SCM-3-0007');
          count(['Seats', { outcome: 'offered' }]);
        })({ case: 'SCM-3-0007' }, lambdaContext('rehearsed')),
      );
      log.error('a rehearsal stopped');
      count(['Seats', { outcome: 'accepted' }]);
    })({}, lambdaContext('real'));
    expect(counted()).toMatchObject([{ Seats: 1, outcome: 'accepted' }]);
    expect(lines[0]).toMatchObject({ message: 'a rehearsal stopped', function_request_id: 'real' });
    expect(lines[0]).not.toHaveProperty('correlation_id');
  });

  it('are the requests that were refused, by their status', async () => {
    await started();
    const { handler } = await import('../../../functions/certificate/verify.ts');
    await ask(handler, '/zertifikat/{id}', { id: 'x' }, { method: 'DELETE' });
    await ask(handler, '/nirgends', {});
    expect(counted()).toMatchObject([
      { Refusals: 1, status: '405' },
      { Refusals: 1, status: '404' },
    ]);
  });
});
