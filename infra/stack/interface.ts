import { CfnOutput, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  ApiMapping,
  DomainName,
  EndpointType,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  IpAddressType,
  LogGroupLogDestination,
  PayloadFormatVersion,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionDefinition } from '../function-entry.ts';
import { logGroup } from './lambda.ts';
import type { Installation } from './settings.ts';

/**
 * What a stage lets through for all visitors together: room for a thousand people who apply on the last evening,
 * an end for a flood. Limits by person and source are the functions' matter.
 */
const throttle = { rateLimit: 200, burstLimit: 400 } as const;

/** The HTTP interface: pages and JSON. */
export class Interface extends Construct {
  readonly api: HttpApi;
  /** Where people reach the pages: begins with https://, no slash at the end. */
  readonly baseUrl: string;

  constructor(scope: Construct, id: string, props: { readonly installation: Installation }) {
    super(scope, id);
    const { domain, certificate } = props.installation;
    const stack = Stack.of(this);
    this.api = new HttpApi(this, 'Api', {
      apiName: `${stack.stackName}`,
      description: 'Pages and JSON of the programme',
      createDefaultStage: false,
      ipAddressType: IpAddressType.DUAL_STACK,
      // With a name of its own there is one address only, or links and cookies would know two.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    const log = logGroup(this, 'AccessLog', `/aws/vendedlogs/apis/${stack.stackName}`);
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // The route and never the path, which holds the links' secrets; no address of a visitor.
        format: AccessLogFormat.custom(
          JSON.stringify({
            at: '$context.requestTimeEpoch',
            request: '$context.requestId',
            method: '$context.httpMethod',
            route: '$context.routeKey',
            status: '$context.status',
            bytes: '$context.responseLength',
            milliseconds: '$context.responseLatency',
            integrationMilliseconds: '$context.integrationLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });

    if (domain !== undefined && certificate !== undefined) {
      const name = new DomainName(this, 'Domain', {
        domainName: domain,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
        endpointType: EndpointType.REGIONAL,
        ipAddressType: IpAddressType.DUAL_STACK,
        securityPolicy: SecurityPolicy.TLS_1_2,
      });
      new ApiMapping(this, 'Mapping', { api: this.api, stage, domainName: name });
      this.baseUrl = `https://${domain}`;
      new CfnOutput(this, 'DnsPages', {
        value: `${domain} CNAME ${name.regionalDomainName}`,
        description: 'DNS record for the pages',
      }).overrideLogicalId('DnsPages');
    } else {
      this.baseUrl = this.api.apiEndpoint;
    }
    new CfnOutput(this, 'BaseUrl', {
      value: this.baseUrl,
      description: 'Where people reach the pages',
    }).overrideLogicalId('BaseUrl');
  }

  /** Leads a function's routes to it. Every method comes through: HEAD is answered, a wrong one gets 405. */
  route(definition: FunctionDefinition, handler: IFunction): void {
    const integration = new HttpLambdaIntegration(`${definition.name}Integration`, handler, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      // One permission a function, for this interface.
      scopePermissionToRoute: false,
    });
    for (const path of definition.routes ?? []) {
      new HttpRoute(this, `${definition.name} ${path}`, {
        httpApi: this.api,
        routeKey: path === '$default' ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, HttpMethod.ANY),
        integration,
      });
    }
  }
}
