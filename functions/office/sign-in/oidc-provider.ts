import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import * as z from 'zod';
import type { Flow } from './oidc-flow.ts';
import type { OidcSettings } from './oidc-settings.ts';

/** The provider has so many seconds for each answer: a page is done in twenty. */
const patience = 5;

async function secretOf(arn: string): Promise<string> {
  const answer = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  if (!answer.SecretString) throw new Error('the secret of the sign-in service is empty');
  return answer.SecretString.trim();
}

async function discovered({ issuer, client, secretArn }: OidcSettings): Promise<Configuration> {
  const secret = await secretOf(secretArn);
  const found = await discovery(new URL(issuer), client, secret, undefined, { timeout: patience });
  const server = found.serverMetadata();
  // What a provider leaves out is Basic (RFC 8414); some want the secret in the body alone.
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_basic')
    ? ClientSecretBasic(secret)
    : ClientSecretPost(secret);
  const configuration = new Configuration(server, client, { client_secret: secret }, authentication);
  configuration.timeout = patience;
  // The signature of an ID token is checked although it comes from the provider itself.
  enableNonRepudiationChecks(configuration);
  return configuration;
}

const known = new Map<string, Promise<Configuration>>();

/** Runs with what is known of the provider; after a failure it is asked for anew, as keys and secrets change. */
async function withProvider<Answer>(
  settings: OidcSettings,
  use: (configuration: Configuration) => Promise<Answer>,
): Promise<Answer> {
  const key = JSON.stringify(settings);
  const configuration = known.get(key) ?? discovered(settings);
  known.set(key, configuration);
  try {
    return await use(await configuration);
  } catch (error) {
    known.delete(key);
    throw error;
  }
}

/** The provider's page on which somebody signs in. @throws where the provider does not answer */
export async function providerPage(settings: OidcSettings, flow: Flow): Promise<string> {
  const challenge = await calculatePKCECodeChallenge(flow.verifier);
  return withProvider(settings, async (configuration) =>
    buildAuthorizationUrl(configuration, {
      redirect_uri: settings.redirect,
      scope: 'openid email',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ui_locales: flow.language,
    }).toString(),
  );
}

const identitySchema = z.object({ email: z.string(), email_verified: z.literal(true) });

/** Who signed in at the provider: an address that it has verified, one that it has not, or nobody. */
export type Identity =
  | { readonly state: 'known'; readonly email: string }
  | { readonly state: 'unverified' | 'refused' };

/**
 * Reads the answer with which the provider sent somebody back, and has it turn the code into an ID token: signed by
 * the provider, for this program, for this sign-in.
 * @param query what stood in the address
 * @throws where the answer is not of this sign-in, or the provider does not answer as it should
 */
export async function identityIn(
  settings: OidcSettings,
  flow: Flow,
  query: URLSearchParams,
): Promise<Identity> {
  const address = new URL(`${settings.redirect}?${query}`);
  try {
    return await withProvider(settings, async (configuration) => {
      const tokens = await authorizationCodeGrant(configuration, address, {
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        pkceCodeVerifier: flow.verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new Error('the provider gave no ID token');
      const told =
        claims['email'] === undefined
          ? await fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      const identity = identitySchema.safeParse(told);
      return identity.success ? { state: 'known', email: identity.data.email } : { state: 'unverified' };
    });
  } catch (error) {
    // The provider itself says so: the person gave up, or may not use this program.
    if (error instanceof AuthorizationResponseError) return { state: 'refused' };
    throw error;
  }
}
