import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actingLink, Host } from '../program/host.ts';
import { changedAssembly, type Resources } from './support/assembly.ts';
import { secretOf } from './support/pages.ts';
import { addressOf, beginning, bodyOf, shortRound } from './support/round.ts';

/** A host of a changed template, with an open round in which one person has applied. */
async function hostOf(
  change: (resources: Resources) => void,
): Promise<{ host: Host; end: () => Promise<void> }> {
  const { directory, remove } = await changedAssembly(change);
  const host = await Host.fresh(beginning, { KOHORTE_ASSEMBLY: directory });
  await host.createRound(shortRound(1));
  await host.apply(bodyOf(0));
  await host.settle();
  return {
    host,
    end: async () => {
      await host.stop();
      remove();
    },
  };
}

describe('a permission that is taken out of the template is missed where it was needed', () => {
  let host: Host;
  let end = async (): Promise<void> => {};
  const logOf = (name: string): string => readFileSync(join(host.data, 'log', `${name}.log`), 'utf8');

  beforeAll(async () => {
    ({ host, end } = await hostOf((resources) => {
      resources.withoutStatement('ApplicationConfirm', 'WriteRecords');
      delete resources.all[resources.find('AWS::Lambda::Permission', 'CertificateVerify').id];
      const { id, properties } = resources.find('AWS::IAM::Role', 'ApplicationWorkflowRole');
      const { id: task } = resources.find('AWS::Lambda::Function', 'ApplicationUnconfirmed');
      const policies = JSON.stringify(properties['Policies']).replace(
        `{"Fn::GetAtt":["${task}","Arn"]},`,
        '',
      );
      resources.all[id] = {
        Type: 'AWS::IAM::Role',
        Properties: { ...properties, Policies: JSON.parse(policies) },
      };
    }));
  }, 180_000);
  afterAll(() => end());

  it('a function may not write: its page says that it was our fault, its log says why, the record is as it was', async () => {
    const mail = await host.mail('confirm-address', { to: addressOf(0) });
    const answer = await host.answer(mail, { confirm: 'yes' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('<h1');
    expect(logOf('Kohorte-ApplicationConfirm')).toMatch(/a request failed.*AccessDenied/);
    // The line that says why holds neither the link's secret nor whose it is.
    const secret = secretOf(actingLink(mail));
    for (const trace of [secret, addressOf(0), 'Nummer-0']) {
      for (const log of ['Kohorte-ApplicationConfirm', 'host']) expect(logOf(log)).not.toContain(trace);
    }
    expect(logOf('host')).toMatch(/ApplicationConfirmRole.* is not authorized to perform dynamodb:PutItem/);
    expect((await host.applications()).map(({ status }) => status)).toEqual(['unconfirmed']);
  });

  it('the gateway may not invoke: the caller gets a problem document, the host says what is missing', async () => {
    const answer = await fetch(`${host.origin}/zertifikat/abc`);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(host.output).toMatch(
      /apigateway.amazonaws.com is not authorized to perform lambda:InvokeFunction/,
    );
  });

  it('a workflow may not invoke: its execution stops, and the office is alerted', async () => {
    await host.post('/_local/clock', { advanceBy: 'PT12H' });
    const executions = await host.json<{ workflow: string; status: string }[]>('/_local/executions');
    expect(executions.map(({ workflow, status }) => `${workflow} ${status}`)).toContain(
      'Kohorte-application FAILED',
    );
    const alert = await host.mail('office-alert');
    expect(alert.to).toEqual(['programmbuero@dabb.example']);
    expect(alert.text).toContain((await host.applications())[0]?.reference);
  });
});

describe('the template is what runs', () => {
  let host: Host;
  let end = async (): Promise<void> => {};

  beforeAll(async () => {
    ({ host, end } = await hostOf((resources) => {
      delete resources.all[resources.find('AWS::ApiGatewayV2::Route', 'ANY /barrierefreiheit').id];
      const sender = resources.find('AWS::Lambda::Function', 'PostSend');
      sender.properties['Environment'] = {
        Variables: {
          ...Object(Object(sender.properties['Environment'])['Variables']),
          SENDER: 'Anderes Amt <noreply@kohorte.example>',
        },
      };
      const workflow = resources.find('AWS::StepFunctions::StateMachine', 'Kohorte-application');
      const definition = workflow.properties['DefinitionString'];
      if (typeof definition !== 'string') throw new Error('the definition is no text');
      workflow.properties['DefinitionString'] = definition.replaceAll(
        'Await the confirmation',
        'Await a word',
      );
    }));
  }, 180_000);
  afterAll(() => end());

  it('a route less is a page less', async () => {
    expect((await fetch(`${host.origin}/impressum`)).status).toBe(200);
    expect((await fetch(`${host.origin}/barrierefreiheit`)).status).toBe(404);
  });

  it('another environment variable is another sender', async () => {
    const mail = await host.mail('confirm-address');
    const raw = await (await fetch(`${host.origin}/_local/mails/${mail.id}/raw`)).text();
    expect(raw).toMatch(/^From: "?Anderes Amt/m);
  });

  it('a state with another name is the state that executions are in', async () => {
    const executions = await host.json<{ workflow: string; state: string }[]>('/_local/executions');
    expect(executions.find(({ workflow }) => workflow === 'Kohorte-application')?.state).toBe('Await a word');
  });
});
