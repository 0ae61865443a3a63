import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { type Bundles, bundleFunctions } from './bundle.ts';
import { functions } from './functions.ts';
import { root } from './root.ts';
import { KohorteStack } from './stack/kohorte-stack.ts';
import { checkByNag } from './stack/nag.ts';

/** Where the programme runs unless somebody says otherwise: Frankfurt. */
export const defaultRegion = 'eu-central-1';

/** What may differ from one synthesis to another. */
export type AppOptions = {
  readonly region: string;
  /** Directory of the cloud assembly. */
  readonly outdir: string;
  /** Over the context of cdk.json and of the CLI. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly bundles: Bundles;
  /**
   * Whether CloudFormation's schemas and cdk-nag check the template; it takes a second. Left out only where a
   * template is to run on this machine.
   */
  readonly checks?: boolean;
};

/** What the CLI adds to every context: the template then says where a function's code and a resource come from. */
const cliContext = { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:enable-path-metadata': true } as const;

const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * Makes the app with its one stack `Kohorte`. The context of cdk.json is read here, because only the CLI would do so
 * by itself: a template made without it is the same as one made with it.
 */
export function makeApp({ region, outdir, context = {}, bundles, checks = true }: AppOptions): App {
  const file = cdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const app = new App({
    outdir,
    context: { ...cliContext, ...file.context },
    postCliContext: { ...context },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
  });
  const stackName: unknown = app.node.tryGetContext('stackName');
  const stack = new KohorteStack(app, 'Kohorte', {
    bundles,
    description: 'Kohorte: from the application of a municipality to its certificate',
    env: {
      ...(process.env['CDK_DEFAULT_ACCOUNT'] ? { account: process.env['CDK_DEFAULT_ACCOUNT'] } : {}),
      region,
    },
    ...(typeof stackName === 'string' && stackName !== '' ? { stackName } : {}),
  });
  if (checks) checkByNag(stack);
  return app;
}

/**
 * Bundles the functions, makes the app and writes the cloud assembly: template, manifest, one directory of code for
 * each function. What an earlier synthesis left in the directory and this one does not use is removed.
 */
export async function synthesize(options: Omit<AppOptions, 'bundles'>): Promise<void> {
  const { outdir } = options;
  const bundles = await bundleFunctions(functions, join(outdir, 'bundle'));
  makeApp({ ...options, bundles }).synth();
  const used = readFileSync(join(outdir, 'Kohorte.assets.json'), 'utf8');
  for (const name of readdirSync(outdir)) {
    if (name.startsWith('asset.') && !used.includes(name)) rmSync(join(outdir, name), { recursive: true });
  }
}

// The CLI runs this file and says by these variables where to and for which region.
if (import.meta.main) {
  await synthesize({
    region: process.env['CDK_DEFAULT_REGION'] ?? defaultRegion,
    outdir: process.env['CDK_OUTDIR'] ?? join(root, 'cdk.out'),
  });
}
