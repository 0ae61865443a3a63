// Made by `node infra/page-assets.ts`; a change here is lost at the next run.

/** Where pages find the files that they load. */
export const paths = {
  style: '/assets/style-4bb91c317b1b.css',
  script: '/assets/form-ef6a720fac96.js',
  regular: '/assets/fira-sans-400-0fe48aded097.woff2',
  semiBold: '/assets/fira-sans-600-a68802f9a523.woff2',
} as const;
