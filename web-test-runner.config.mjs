import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';

import { chromiumArguments, findChromium } from './tools/lib/chromium.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const corpus = resolve(root, '../shared/corpus');

/** Hands out the corpus beside the checkout, nothing else outside the root. */
function corpusMiddleware(context, next) {
  if (!context.path.startsWith('/__corpus__/')) return next();
  const file = resolve(corpus, decodeURIComponent(context.path.slice('/__corpus__/'.length)));
  context.set('x-ci', String(process.env.CI === 'true'));
  if (!file.startsWith(corpus + sep) || !existsSync(file)) {
    context.status = 404;
    return;
  }
  context.type = 'application/octet-stream';
  context.body = createReadStream(file);
}

const nonce = randomBytes(16).toString('base64');

/** The policy of docs/threat-model.md; the runner's own inline module is let in by a nonce, components' are not. */
const policy = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' 'nonce-${nonce}'`,
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types cinnabar lit-html',
].join('; ');

/** Serves every test page under the strict policy. */
const strictPolicy = {
  name: 'strict-policy',
  transform(context) {
    if (!context.response.is('html')) return undefined;
    context.set('Content-Security-Policy', policy);
    return { body: context.body.replaceAll('<script', `<script nonce="${nonce}"`) };
  },
};

export default {
  rootDir: root,
  nodeResolve: { exportConditions: ['source', 'browser', 'import', 'default'], browser: true },
  concurrency: 1,
  files: [
    'packages/{core,sandbox}/test/**/*.test.ts',
    '!packages/**/*.node.test.ts',
    'packages/elements/src/**/*.test.ts',
    'examples/portal/src/**/*.test.ts',
  ],
  plugins: [
    strictPolicy,
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}packages/elements/tsconfig.json` }),
  ],
  middleware: [corpusMiddleware],
  browsers: [
    playwrightLauncher({
      launchOptions: {
        executablePath: findChromium(),
        args: chromiumArguments,
      },
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: '20000' } },
};
