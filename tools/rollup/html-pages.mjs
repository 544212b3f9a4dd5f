import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Emits HTML pages whose script and style references become the hashed files of the bundle. In a template the script of
 * the page stands as `<script type="module" src="entry"></script>`; stylesheets stand with their path beside the page.
 *
 * @param {{ template: string, entry: string, fileName: string }[]} pages
 */
export function htmlPages(pages) {
  return {
    name: 'html-pages',
    buildStart() {
      for (const { template } of pages) this.addWatchFile(template);
    },
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      for (const { template, entry, fileName } of pages) {
        const chunk = chunks.find((file) => file.isEntry && file.name === entry);
        if (!chunk) this.error(`No entry named ${entry} for ${fileName}`);
        let html = (await readFile(template, 'utf8')).replace('src="entry"', `src="/${chunk.fileName}"`);
        for (const [reference, path] of html.matchAll(/href="(\.[^"]+\.(?:css|svg))"/g)) {
          const source = await readFile(resolve(dirname(template), path));
          const id = this.emitFile({ type: 'asset', name: path.split('/').at(-1), source });
          html = html.replaceAll(reference, `href="/${this.getFileName(id)}"`);
        }
        const preloads = chunk.imports.map((name) => `    <link rel="modulepreload" href="/${name}" />\n`).join('');
        html = html.replace('  </head>', `${preloads}  </head>`);
        this.emitFile({ type: 'asset', fileName, source: html });
      }
    },
  };
}
