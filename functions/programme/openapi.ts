/** The description of the JSON interface (OpenAPI 3.1). */
export function openApi(baseUrl: string): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kohorte',
      version: '1.0.0',
      description: 'Applications to a training programme for municipal administrations, its rounds and certificates.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: baseUrl }],
    paths: {},
  };
}
