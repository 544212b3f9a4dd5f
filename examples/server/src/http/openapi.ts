import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';

/** What the generated description says beyond the routes. */
export const openApi: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Cinnabar reference server',
      version: '0.1.0',
      description:
        'Host back ends use `host` with an API key; components use `signing` with a short-lived token; the reference ' +
        'portals use `portal` with a session cookie and the header `X-Cinnabar: 1`. Errors are ' +
        '`{ "error": { "code", "message", "details"?, "requestId" } }`.',
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: "A host company's API key" },
        signingSession: { type: 'http', scheme: 'bearer', description: 'A token of POST /contracts/{id}/sessions' },
        portalSession: { type: 'apiKey', in: 'cookie', name: 'cinnabar_session' },
      },
    },
    tags: [
      { name: 'host', description: 'For back ends of companies that embed the components' },
      { name: 'signing', description: "Behind one signer's room" },
      { name: 'portal', description: 'For the reference portals' },
      { name: 'sandbox', description: 'Stand-ins for outside authorities; never official' },
    ],
  },
};
