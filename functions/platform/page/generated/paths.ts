// Made by `node infra/page-assets.ts`; a change here is lost at the next run.

/** Where pages find the files that they load. */
export const paths = {
  style: '/assets/style-f4d0d74c1be7.css',
  script: '/assets/form-22268f552ee7.js',
  regular: '/assets/fira-sans-400-0fe48aded097.woff2',
  semiBold: '/assets/fira-sans-600-a68802f9a523.woff2',
} as const;
