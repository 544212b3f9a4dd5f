import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import { pagePolicy } from './security-headers.ts';
import type { Server } from './server-type.ts';

/** Names that change with their content, as bundlers write them: `name-1a2b3c4d.js`. */
const hashed = /-[\w-]{8,}\.\w+$/;

/** Serves the portals' bundle; without one, says how to make it. */
export async function portalPages(server: Server, directory: string): Promise<void> {
  if (!existsSync(directory)) {
    for (const path of ['/', '/employer/', '/worker/']) {
      server.get(path, { schema: { hide: true } }, async (_request, reply) =>
        reply.code(503).type('text/html; charset=utf-8').send(missingBundle),
      );
    }
    return;
  }
  await server.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    redirect: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // A worker lives by the policy its own script came with.
      reply.header('Content-Security-Policy', pagePolicy);
      reply.header('Cache-Control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

const missingBundle = `<!doctype html>
<html lang="zh-Hans">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cinnabar 朱砂签</title>
<h1>页面还没有构建</h1>
<p>服务器已在运行。请在仓库目录执行 <code>npm run build</code>，然后刷新本页。</p>
<h1 lang="en">The pages are not built yet</h1>
<p lang="en">The server is running. Run <code>npm run build</code> in the checkout, then reload.</p>
<p><a href="/sandbox/inbox">沙盒收件箱 · sandbox inbox</a> · <a href="/api/v1/openapi.json">OpenAPI</a></p>
</html>
`;
