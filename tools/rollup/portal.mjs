import { fileURLToPath } from 'node:url';

import { nodeResolve } from '@rollup/plugin-node-resolve';
import esbuild from 'rollup-plugin-esbuild';

import { assetCopies } from '../../packages/elements/src/pdf-engine/assets.ts';
import { copyFiles } from './copy-files.mjs';
import { emptyFolder } from './empty-folder.mjs';
import { htmlPages } from './html-pages.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The reference portals and the embed example: one bundle, so that pages share hashed chunks and one copy of Lit. */
export const portal = {
  input: {
    landing: at('examples/portal/src/landing.ts'),
    employer: at('examples/portal/src/employer.ts'),
    worker: at('examples/portal/src/worker.ts'),
    embed: at('examples/embed/plain.ts'),
  },
  output: {
    dir: at('examples/portal/dist'),
    format: 'es',
    entryFileNames: 'assets/[name]-[hash].js',
    chunkFileNames: 'assets/[name]-[hash].js',
    assetFileNames: 'assets/[name]-[hash][extname]',
    sourcemap: true,
  },
  plugins: [
    emptyFolder(),
    nodeResolve({ exportConditions: ['source', 'browser', 'import', 'default'], extensions: ['.mjs', '.js', '.ts'] }),
    esbuild({ target: 'es2023', minify: true, tsconfig: at('examples/portal/tsconfig.json') }),
    htmlPages([
      { template: at('examples/portal/index.html'), entry: 'landing', fileName: 'index.html' },
      { template: at('examples/portal/employer/index.html'), entry: 'employer', fileName: 'employer/index.html' },
      { template: at('examples/portal/worker/index.html'), entry: 'worker', fileName: 'worker/index.html' },
      { template: at('examples/embed/plain.html'), entry: 'embed', fileName: 'embed/index.html' },
    ]),
    copyFiles(
      assetCopies.map(({ from, to }) => ({
        from: at(`node_modules/pdfjs-dist/${from}`),
        to: `assets/cinnabar/${to}`,
      })),
    ),
  ],
};
