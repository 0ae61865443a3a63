import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functions } from '../../infra/functions.ts';
import { synthesize } from './template.ts';

const template = synthesize();

/** The paths of the contract, and who answers them. */
const answeredBy: Readonly<Record<string, string>> = {
  $default: 'ProgrammeSite',
  'ANY /': 'ProgrammeSite',
  'ANY /impressum': 'ProgrammeSite',
  'ANY /datenschutz': 'ProgrammeSite',
  'ANY /barrierefreiheit': 'ProgrammeSite',
  'ANY /assets/{file+}': 'ProgrammeSite',
  'ANY /openapi.json': 'ProgrammeSite',
  'ANY /api/rounds': 'ProgrammeSite',
  'ANY /api/administrations': 'ProgrammeSite',
  'ANY /api/applications': 'ApplicationApply',
  'ANY /api/certificates/{id}': 'CertificateVerify',
  'ANY /bewerbung/{round}': 'ApplicationApply',
  'ANY /bestaetigung/{token}': 'ApplicationConfirm',
  'ANY /vorgang/{token}': 'ApplicationCase',
  'ANY /code': 'ApplicationCode',
  'ANY /freigabe/{token}': 'EndorsementEndorse',
  'ANY /entscheidung/{token}': 'ApprovalDecide',
  'ANY /entscheidung/{token}/vermerk': 'ApprovalRecord',
  'ANY /entscheidung/{token}/nachweis': 'ApprovalRecord',
  'ANY /platz/{token}': 'CohortSeat',
  'ANY /anwesenheit/{token}': 'AttendanceMark',
  'ANY /zertifikat/{id}': 'CertificateVerify',
  'ANY /alumni/{token}': 'AlumniMembership',
  'ANY /buero': 'OfficeDesk',
  'ANY /buero/{path+}': 'OfficeDesk',
  'ANY /buero/durchgang/{round}/probe': 'RehearsalDesk',
  'ANY /buero/durchgang/{round}/probe/{path+}': 'RehearsalDesk',
  'ANY /buero/durchgang/{round}/auswahl/vorschau': 'OfficePreview',
};

describe('the interface', () => {
  it('leads every path of the contract to its one function, with every method', () => {
    const integrations = new Map(
      template
        .of('AWS::ApiGatewayV2::Integration')
        .map(({ logicalId, Properties }) => [logicalId, JSON.stringify(Properties['IntegrationUri'])]),
    );
    const routes = template.of('AWS::ApiGatewayV2::Route').map(({ Properties }) => {
      const target = JSON.stringify(Properties['Target']);
      const integration = [...integrations].find(([logicalId]) => target.includes(`"${logicalId}"`));
      const name = functions.find((fn) => integration?.[1].includes(`"${fn.name}`))?.name;
      return [Properties['RouteKey'], name] as const;
    });
    expect(Object.fromEntries(routes)).toEqual(answeredBy);
  });

  it('speaks payload format 2.0', () => {
    for (const { Properties } of template.of('AWS::ApiGatewayV2::Integration')) {
      expect(Properties['PayloadFormatVersion']).toBe('2.0');
    }
  });

  const stage = template.one('AWS::ApiGatewayV2::Stage');

  it('logs the route, never the path, which holds secrets, nor who came', () => {
    const { Format } = z.object({ Format: z.string() }).parse(stage.Properties['AccessLogSettings']);
    const variables = [...Format.matchAll(/\$context\.([A-Za-z.]+)/g)].map((match) => match[1]);
    expect(variables.sort()).toEqual([
      'httpMethod',
      'integrationErrorMessage',
      'integrationLatency',
      'requestId',
      'requestTimeEpoch',
      'responseLatency',
      'responseLength',
      'routeKey',
      'status',
    ]);
  });

  it('lets a hundred applications a minute and more through, and no flood', () => {
    expect(stage.Properties['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: 200,
      ThrottlingBurstLimit: 400,
    });
  });

  it('answers a page in less time than API Gateway waits', () => {
    for (const { name, timeoutSeconds, invokedBy } of functions) {
      if (invokedBy.includes('interface')) expect(timeoutSeconds, name).toBeLessThan(30);
    }
  });
});

describe('the address of the pages', () => {
  const addressOf = (context: Record<string, string>) => {
    const made = synthesize({ context });
    const environment = z
      .object({ Variables: z.looseObject({ BASE_URL: z.unknown() }) })
      .parse(made.of('AWS::Lambda::Function')[0]?.Properties['Environment']);
    return { made, baseUrl: environment.Variables.BASE_URL };
  };

  it('is that of the interface', () => {
    expect(addressOf({}).baseUrl).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^InterfaceApi/), 'ApiEndpoint'],
    });
  });

  it("is the domain's where one is set, and then no other", () => {
    const { made, baseUrl } = addressOf({
      domain: 'schulung.example',
      certificate: 'arn:aws-eusc:acm:eusc-de-east-1:000000000000:certificate/1',
    });
    expect(baseUrl).toBe('https://schulung.example');
    expect(made.one('AWS::ApiGatewayV2::Api').Properties['DisableExecuteApiEndpoint']).toBe(true);
    expect(made.one('AWS::ApiGatewayV2::DomainName').Properties['DomainName']).toBe('schulung.example');
  });

  it('is refused without a certificate', () => {
    expect(() => addressOf({ domain: 'schulung.example' })).toThrow(/certificate/);
  });
});
