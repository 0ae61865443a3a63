import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultRegion, synthesize } from './app.ts';
import { root } from './root.ts';

/** `npm run synth`: writes the template for a region, without network and without the CLI. */
const { values } = parseArgs({
  options: {
    region: { type: 'string', default: process.env['CDK_DEFAULT_REGION'] ?? defaultRegion },
    out: { type: 'string', default: join(root, 'cdk.out') },
    context: { type: 'string', short: 'c', multiple: true, default: [] },
    // For a template that runs on this machine only: without CloudFormation's schemas and cdk-nag, in half the time.
    unchecked: { type: 'boolean', default: false },
  },
});

if (!/^[a-z]{2,5}(-[a-z]+)+-\d$/.test(values.region)) {
  console.error(`${values.region} is no region; one is written like ${defaultRegion}.`);
  process.exit(2);
}
const outdir = resolve(values.out);
const started = performance.now();
try {
  await synthesize({
    region: values.region,
    outdir,
    checks: !values.unchecked,
    context: Object.fromEntries(
      values.context.map((setting) => {
        const [name = '', ...value] = setting.split('=');
        return [name, value.join('=')];
      }),
    ),
  });
} catch (error) {
  // What is wrong is in the message: a missing file, a setting, a rule that the template breaks.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
console.log(
  `${join(outdir, 'Kohorte.template.json')} for ${values.region}, in ${((performance.now() - started) / 1000).toFixed(1)} s`,
);
