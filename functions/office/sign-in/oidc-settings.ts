/** Where the people of the office sign in, if it is not by a mailed link. */
export type OidcSettings = {
  /** The provider, as its ID tokens name it. */
  readonly issuer: string;
  /** Under which name this program is known there. */
  readonly client: string;
  /** Where its secret is kept, in AWS Secrets Manager. */
  readonly secretArn: string;
  /** Where the provider sends people back to. */
  readonly redirect: string;
};

/** Path of the way back; the provider must know it. */
export const returnPath = '/buero/anmelden/rueckkehr';

/** The provider that this installation is configured for; undefined where links are mailed. */
export function oidcSettings(): OidcSettings | undefined {
  const {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT: client,
    OIDC_SECRET_ARN: secretArn,
    BASE_URL: base,
  } = process.env;
  if (!issuer || !client || !secretArn) return undefined;
  return { issuer, client, secretArn, redirect: `${base ?? ''}${returnPath}` };
}
