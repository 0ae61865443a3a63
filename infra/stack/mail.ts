import { ArnFormat, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Permission } from './lambda.ts';

/**
 * Sending mail: the identity of the sender's domain with DKIM and a MAIL FROM domain of its own, the configuration
 * set, and the topic that tells what became of each mail. Nothing of it tracks who opens what.
 */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet;
  /** What SES reports: delivered, bounced, complained of, rejected. That it took a mail, its answer says. */
  readonly events: Topic;
  /** The permission to send, for the one function that does. */
  readonly sending: Permission;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly domain: string; readonly address: string; readonly key: Key },
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    this.configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      // BSI TR-03108: mail servers that offer no encryption get no mail with personal data.
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.events = new Topic(this, 'Events', { masterKey: props.key, enforceSSL: true });
    this.configurationSet.addEventDestination('Report', {
      destination: EventDestination.snsTopic(this.events),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });

    const mailFrom = `bounce.${props.domain}`;
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(props.domain),
      configurationSet: this.configurationSet,
      mailFromDomain: mailFrom,
      // While the domain's owner has not entered the MX record yet, mails go out under the address of SES.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      dkimSigning: true,
      // Bounces come back as events.
      feedbackForwarding: false,
    });

    const resource = (kind: string, name: string) =>
      stack.formatArn({
        service: 'ses',
        resource: kind,
        resourceName: name,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      });
    this.sending = {
      sid: 'SendMails',
      actions: ['ses:SendRawEmail'],
      resources: [
        resource('identity', props.domain),
        resource('configuration-set', this.configurationSet.configurationSetName),
      ],
      conditions: { StringEquals: { 'ses:FromAddress': [props.address] } },
    };

    const record = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description }).overrideLogicalId(name);
    const dkim = identity.dkimRecords;
    for (const [index, { name, value }] of dkim.entries()) {
      record(
        `DnsDkim${index + 1}`,
        Fn.join(' ', [name, 'CNAME', value]),
        'DNS record for the domain of the sender: DKIM signature',
      );
    }
    record(
      'DnsMailFromMx',
      Fn.join(' ', [mailFrom, 'MX 10', `feedback-smtp.${stack.region}.${mailHost(stack.region)}`]),
      'DNS record for the domain of the sender: where bounces go',
    );
    record(
      'DnsMailFromSpf',
      Fn.join(' ', [mailFrom, 'TXT', `"v=spf1 include:${mailHost(stack.region)} -all"`]),
      'DNS record for the domain of the sender: SPF',
    );
    record(
      'DnsDmarc',
      `_dmarc.${props.domain} TXT "v=DMARC1; p=quarantine; adkim=s; aspf=r"`,
      'DNS record for the domain of the sender: DMARC',
    );
  }
}

/** The domain of the mail servers of SES. The European Sovereign Cloud has its own. */
function mailHost(region: string): string {
  return region.startsWith('eusc-') ? 'amazonses.eu' : 'amazonses.com';
}
