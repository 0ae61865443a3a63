import * as z from 'zod';

/** Where a configuration set publishes which events. */
export interface EventDestination {
  readonly topicArn: string;
  /** Event types in lower case as the template names them, such as `bounce`. */
  readonly events: readonly string[];
}

/** What this SES knows: its verified senders and configuration sets, as the template sets them up. */
export interface SesSettings {
  readonly region: string;
  readonly account: string;
  readonly partition: string;
  /** Verified senders: domains, which cover their subdomains, or single addresses. */
  readonly identities: readonly { readonly name: string; readonly configurationSet: string | undefined }[];
  readonly configurationSets: ReadonlyMap<string, readonly EventDestination[]>;
}

interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const identityShape = z.object({
  EmailIdentity: z.string(),
  ConfigurationSetAttributes: z.object({ ConfigurationSetName: z.string().optional() }).optional(),
});

const destinationShape = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.union([z.boolean(), z.stringbool()]).default(false),
    MatchingEventTypes: z.array(z.string()),
    SnsDestination: z.object({ TopicARN: z.string() }).optional(),
  }),
});

/**
 * Reads SES's settings out of the resources of a template (AWS::SES::EmailIdentity, ConfigurationSet,
 * ConfigurationSetEventDestination), their intrinsic functions resolved. Every identity counts as verified.
 *
 * @throws where an event destination is of another kind than SNS, which this machine does not serve
 */
export function sesSettings(
  resources: Iterable<Resource>,
  where: { region: string; account: string; partition: string },
): SesSettings {
  const identities: { name: string; configurationSet: string | undefined }[] = [];
  const configurationSets = new Map<string, EventDestination[]>();
  const destinationsOf = (name: string) => {
    const found = configurationSets.get(name) ?? [];
    configurationSets.set(name, found);
    return found;
  };
  for (const it of resources) {
    if (it.type === 'AWS::SES::EmailIdentity') {
      const identity = identityShape.parse(it.properties);
      identities.push({
        name: identity.EmailIdentity.toLowerCase(),
        configurationSet: identity.ConfigurationSetAttributes?.ConfigurationSetName,
      });
    } else if (it.type === 'AWS::SES::ConfigurationSet') {
      destinationsOf(it.ref);
    } else if (it.type === 'AWS::SES::ConfigurationSetEventDestination') {
      const { ConfigurationSetName, EventDestination } = destinationShape.parse(it.properties);
      if (EventDestination.SnsDestination === undefined) {
        throw new Error(
          `The event destination ${it.logicalId} is not an SNS topic; only those are known here.`,
        );
      }
      if (!EventDestination.Enabled) continue;
      destinationsOf(ConfigurationSetName).push({
        topicArn: EventDestination.SnsDestination.TopicARN,
        events: EventDestination.MatchingEventTypes.map((type) => type.toLowerCase()),
      });
    }
  }
  return { ...where, identities, configurationSets };
}

/**
 * The verified identity that a sender's address belongs to: the address itself, else its domain, else the
 * nearest parent domain (SES Developer Guide, "Verified identities": a domain covers its subdomains).
 */
export function identityOf(
  settings: SesSettings,
  address: string,
): SesSettings['identities'][number] | undefined {
  const lower = address.toLowerCase();
  const labels = (lower.split('@').at(-1) ?? '').split('.');
  const candidates = [lower, ...labels.map((_, at) => labels.slice(at).join('.'))];
  for (const candidate of candidates) {
    const found = settings.identities.find((it) => it.name === candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The ARN that a permission to send is held against. */
export function identityArn(settings: SesSettings, address: string): string {
  const name = identityOf(settings, address)?.name ?? address.toLowerCase().split('@').at(-1) ?? '';
  return sesArn(settings, `identity/${name}`);
}

/** The ARN of something in this SES, such as `configuration-set/Name`. */
export function sesArn(settings: SesSettings, resource: string): string {
  return `arn:${settings.partition}:ses:${settings.region}:${settings.account}:${resource}`;
}
