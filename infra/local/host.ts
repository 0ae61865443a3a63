import { join } from 'node:path';
import { Endpoint } from './aws/endpoint.ts';
import { type Judge, servicesOf } from './aws/services.ts';
import { LocalFacts } from './calls/local-facts.ts';
import { Database } from './data/database.ts';
import { unlessDiskFull } from './data/disk.ts';
import { lockData, makePrivate } from './data/lock.ts';
import { Store } from './data/store.ts';
import { refuseFormerTable } from './data/table.ts';
import { TableElsewhere } from './data/table-elsewhere.ts';
import { TableHere } from './data/table-here.ts';
import { demandUse } from './data/use.ts';
import { bringUpToDate } from './data/version.ts';
import { ExecutionEvents } from './events/execution-events.ts';
import { Invoker } from './events/invoker.ts';
import { MailEvents } from './events/mail-events.ts';
import { Schedules } from './events/schedules.ts';
import { streamMappings } from './events/stream-mappings.ts';
import { LocalFaults } from './faults/local-faults.ts';
import { unreliable } from './faults/unreliable.ts';
import type { HostOptions } from './host-options.ts';
import { authorize, mayInvoke, mayReadStream } from './iam/authorize.ts';
import { iamModel } from './iam/model.ts';
import { demandTrust } from './iam/trust.ts';
import { Functions } from './lambda/functions.ts';
import { FunctionLog } from './lambda/log.ts';
import { answersOf } from './serve/answers.ts';
import { createSes } from './ses/ses.ts';
import { sesSettings } from './ses/settings.ts';
import { definitionOf, tablesOf, templateIn } from './template/assembly.ts';
import { localWorld } from './template/names.ts';
import { modelsOf } from './template/resources.ts';
import { resolveTemplate } from './template/template.ts';
import { LocalClock } from './time/clock.ts';
import { Work } from './time/idle.ts';
import { PeopleFirst } from './time/people-first.ts';
import { Timers } from './time/timers.ts';
import { metricHours } from './usage/metric-hours.ts';
import { createUsage } from './usage/usage.ts';
import { Gateway } from './web/gateway.ts';
import { WebServer } from './web/server.ts';
import { Workflows } from './workflows.ts';

/** A host that serves. */
export interface Host {
  readonly url: string;
  readonly facts: LocalFacts;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
  /** Ends in order: answers what is under way, stops the children, gives the data directory back. */
  stop(): Promise<void>;
}

/**
 * Starts the template of a cloud assembly on this machine.
 * @throws DataInUse, TableError, TemplateError, or an error of the port, each with a message for people
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { data, assembly } = options;
  makePrivate(data);
  const unlock = lockData(data);
  const undo: (() => Promise<void> | void)[] = [unlock];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return await assembled(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }

  // The order of starting; `undo` holds what ends each part, in the order of starting.
  async function assembled(
    { port, smtp, verbose, serving }: HostOptions,
    ending: (() => Promise<void> | void)[],
    stopAll: () => Promise<void>,
  ): Promise<Host> {
    const world = localWorld(serving?.baseUrl ?? `http://localhost:${port}`);
    const template = resolveTemplate(templateIn(assembly), world);
    const models = modelsOf(template);
    const iam = iamModel(template.resources);
    demandTrust(iam, models);
    const region = world.pseudo['AWS::Region'] ?? '';
    const account = world.pseudo['AWS::AccountId'] ?? '';
    const partition = world.pseudo['AWS::Partition'] ?? '';
    const judge: Judge = (role, action, resource, context) => authorize(iam, role, action, resource, context);

    const work = new Work();
    refuseFormerTable(data);
    bringUpToDate(join(data, 'host.sqlite'));
    const database = new Database(join(data, 'host.sqlite'));
    ending.push(() => database.close());
    const store = new Store(database);
    demandUse(store, serving ? 'real' : 'trial', data);
    const clock = new LocalClock(
      {
        load: () => (store.fact('clock') === undefined ? undefined : Number(store.fact('clock'))),
        save: (instant) => store.setFact('clock', String(instant)),
      },
      options.firstInstant,
      serving !== undefined,
    );
    const functionLog = new FunctionLog(join(data, 'log'), () => clock.iso(), verbose);
    // What the host has to say stands among the functions' logs, too.
    const log = (line: string) => {
      functionLog.write('host', 'host', line);
      options.log(line);
    };
    const ticking = setInterval(() => unlessDiskFull(() => clock.keep()), 400);
    ending.push(() => {
      clearInterval(ticking);
      unlessDiskFull(() => clock.stop());
    });
    const usage = createUsage(join(data, 'usage.sqlite'));
    ending.push(() => usage.stop());
    const count = usage.count;
    functionLog.tell(metricHours(() => clock.iso(), count));

    const { tables } = models;
    const { dynamodbEndpoint: elsewhere, indexLagMs = 0 } = options;
    const faults = new LocalFaults(store);
    const table =
      elsewhere === undefined
        ? new TableHere({ database, tables, now: () => clock.now(), faults: faults.table(indexLagMs), log })
        : new TableElsewhere({ endpoint: elsewhere, tables, log });
    ending.push(() => table.stop());

    const functions: Functions = new Functions({
      models: models.functions,
      assembly,
      scratch: join(data, 'inline'),
      clock,
      log: functionLog,
      environmentOf: (model) => endpoint.environmentOf(model, region),
      serve: (model, call) => endpoint.answer(model, call),
      invoked: usage.invoked,
      faults,
      threads: options.threads,
    });
    ending.push(() => functions.stop());

    const timersChanged = () => timers.look();
    const events = new ExecutionEvents({
      ...{ rules: models.rules, store, clock, log, invoker: () => invoker },
      mayInvoke: (arn, source) => mayInvoke(iam, arn, 'events.amazonaws.com', source),
    });
    const workflows = new Workflows({
      ...{ events, store, clock, work, functions },
      machines: models.stateMachines.map((model) => ({ model, definition: definitionOf(model, assembly) })),
      allows: judge,
      count: (operation) => count('states', operation),
      log,
      timersChanged,
    });
    const invoker: Invoker = new Invoker({
      store,
      clock,
      work,
      functions,
      retriesOf: (arn) => models.retries.get(functions.find(arn)?.name ?? '') ?? 2,
      log,
      timersChanged,
    });
    const schedules = new Schedules({
      models: models.schedules,
      store,
      clock,
      invoker,
      allows: (role, action, resource) => {
        count('scheduler', 'Invoke');
        return judge(role, action, resource);
      },
      log,
    });
    const mail = createSes({
      directory: join(data, 'mail'),
      now: () => clock.iso(),
      settings: sesSettings(template.resources, { region, account, partition }),
      smtp,
      faults: faults.ses,
      durable: () => database.durable(),
      onEvents: () => mailEvents.drain(),
      log,
    });
    ending.push(() => mail.stop());
    const mailEvents: MailEvents = new MailEvents({
      mail,
      subscriptions: models.subscriptions,
      store,
      clock,
      work,
      invoker,
      mayInvoke: (arn, source) => mayInvoke(iam, arn, 'sns.amazonaws.com', source),
      count: () => count('sns', 'Publish'),
      log,
    });
    const peopleFirst = new PeopleFirst();
    const streams = streamMappings(models, {
      region,
      table,
      store,
      clock,
      work,
      functions,
      faults,
      mayRead: (role, arn) => mayReadStream(iam, role, arn),
      pause: () => peopleFirst.pause(),
      log,
      timersChanged,
    });
    const poke = () => {
      for (const it of streams) it.poke();
    };

    const timers: Timers = new Timers({
      store,
      clock,
      work,
      kinds: {
        execution: (timer) => workflows.fire(timer.body),
        invocation: (timer) => invoker.retry(Number(timer.body)),
        schedule: (timer) => schedules.fire(timer.key, timer.due),
        stream: async (timer) => streams.find((it) => it.id === timer.body)?.retry(),
      },
      log,
    });
    ending.push(() => timers.stop());

    const endpoint: Endpoint = new Endpoint({
      functions: models.functions,
      services: unreliable(
        servicesOf({
          ...{ judge, count, log, table, mail, workflows },
          tables: tablesOf(models),
          beforeWrite: () => clock.keep(),
          written: poke,
        }),
        faults,
      ),
      instant: () => clock.now(),
      log,
    });
    const facts = new LocalFacts({
      clock,
      timers,
      functions,
      table,
      tables,
      store,
      workflows,
      mail,
      usage,
      faults,
      smtp,
    });
    const gateway = new Gateway({
      routes: models.routes,
      world,
      functions,
      mayInvoke: (arn, source) => mayInvoke(iam, arn, 'apigateway.amazonaws.com', source),
      trusts: serving?.trusts,
      instant: () => clock.now(),
      count: () => count('apigateway', 'Request'),
      log,
    });
    let ready = false;
    const oldestOwedMail = () => mail.oldestOwed();
    const own = answersOf(serving, facts, { data, ready: () => ready, oldestOwedMail });
    const web = new WebServer({ gateway, ...own, durable: () => database.durable(), peopleFirst, work, log });

    // The port comes first: who cannot have it must not touch the rest.
    await web.listen(port, serving?.host);
    ending.push(() => web.stop());
    await table.start();
    schedules.start();
    workflows.resume();
    invoker.resume();
    mailEvents.drain();
    poke();
    timers.start();
    web.open();
    ready = true;
    return {
      url: world.apiEndpoint,
      facts,
      idle: () => work.idle(),
      stop: async () => {
        ready = false;
        timers.stop();
        await web.close();
        await Promise.race([work.idle(), new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
        await stopAll();
      },
    };
  }
}
