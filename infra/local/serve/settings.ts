import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { exampleHost } from './examples.ts';

/** Real use of this machine: how the world reaches it. */
export interface Serving {
  /** Where people reach the pages: begins with https://, no slash at its end. */
  readonly baseUrl: string;
  /** The address to listen at. */
  readonly host: string;
  /** Whether what an address says about a request it passes on is believed. */
  readonly trusts: (address: string) => boolean;
}

/** The settings of `npm run serve`. */
export interface ServeSettings extends Serving {
  readonly port: number;
  readonly smtp: string;
  /** Who mails come from, a name and an address in angle brackets; without it cdk.json says so. */
  readonly sender: string | undefined;
  /** Path of the file with the programme's settings; without it cdk.json names one. */
  readonly programme: string | undefined;
}

/** A setting that is missing or is not fit for real use; the message is one sentence for the operator. */
export class SettingRefused extends Error {}

/**
 * Reads the settings of a host for real use.
 * @throws SettingRefused for the first one that will not do
 */
export function serveSettings(env: Readonly<Record<string, string | undefined>>): ServeSettings {
  if (env['KOHORTE_NOW'])
    throw new SettingRefused('KOHORTE_NOW is set, but in real use the clock is the real one: leave it out.');
  return {
    baseUrl: baseUrlIn(env['KOHORTE_BASE_URL']),
    smtp: smtpIn(env['KOHORTE_SMTP']),
    trusts: trustIn(env['KOHORTE_TRUSTED_PROXY']),
    host: hostIn(env['KOHORTE_HOST'] || '127.0.0.1'),
    port: portIn(env['PORT'] || '3000'),
    sender: env['KOHORTE_SENDER'] || undefined,
    programme: env['KOHORTE_PROGRAMME'] ? resolve(env['KOHORTE_PROGRAMME']) : undefined,
  };
}

/** Reads a port. @throws SettingRefused */
export function portIn(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new SettingRefused(`PORT=${text} is no port.`);
  return port;
}

function baseUrlIn(text = ''): string {
  const wanted = 'the public address of the pages, such as https://kohorte.stadt.example';
  if (text === '') throw new SettingRefused(`KOHORTE_BASE_URL is missing: ${wanted}.`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.origin !== text.replace(/\/$/, ''))
    throw new SettingRefused(`KOHORTE_BASE_URL=${text} is not ${wanted}, with nothing behind the name.`);
  if (exampleHost(url.hostname))
    throw new SettingRefused(`KOHORTE_BASE_URL=${text} is an example, which nobody can reach.`);
  return url.origin;
}

// What was given is not repeated: it may hold a password.
function smtpIn(text = ''): string {
  const wanted = 'the mail server that sends the mails on, such as smtps://user:password@mail.stadt.example';
  if (text === '') throw new SettingRefused(`KOHORTE_SMTP is missing: ${wanted}.`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    throw new SettingRefused(`KOHORTE_SMTP is not ${wanted}.`);
  if (exampleHost(url.hostname))
    throw new SettingRefused(`KOHORTE_SMTP names ${url.hostname}, an example, which takes no mail.`);
  return text;
}

function hostIn(text: string): string {
  if (isIP(text) === 0)
    throw new SettingRefused(`KOHORTE_HOST=${text} is no address to listen at, such as 127.0.0.1.`);
  return text;
}

function trustIn(text = ''): (address: string) => boolean {
  const wanted = 'the addresses of the proxy in front, such as 127.0.0.1 or 10.1.0.0/24, separated by commas';
  if (text === '') throw new SettingRefused(`KOHORTE_TRUSTED_PROXY is missing: ${wanted}.`);
  const trusted = new BlockList();
  for (const part of text.split(',').map((it) => it.trim())) {
    const [address = '', prefix, ...more] = part.split('/');
    const version = isIP(address);
    const length = Number(prefix ?? (version === 6 ? 128 : 32));
    const possible = /^\d{1,3}$/.test(prefix ?? '0') && length <= (version === 6 ? 128 : 32);
    if (version === 0 || !possible || more.length > 0)
      throw new SettingRefused(`KOHORTE_TRUSTED_PROXY: ${part} is no address; needed are ${wanted}.`);
    trusted.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4');
  }
  return (address) => trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
