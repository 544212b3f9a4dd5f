import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { assert } from 'chai';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/**
 * Which folder of core may import which: the table of docs/architecture.md. `error` and `bytes` are open to all.
 * A folder that is missing here may import nothing.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  error: [],
  bytes: [],
  artwork: [],
  language: [],
  machine: ['language'],
  field: ['language', 'identity'],
  pdf: [],
  ink: ['artwork'],
  seal: ['artwork', 'font'],
  font: ['artwork'],
  stamp: ['pdf', 'font', 'seal', 'ink', 'field', 'artwork'],
  crypto: [],
  cms: ['crypto', 'provider'],
  signer: ['cms', 'crypto', 'provider'],
  conformance: ['cms', 'crypto', 'provider'],
  sign: ['pdf', 'stamp', 'cms', 'crypto', 'font', 'artwork', 'verify', 'provider'],
  ses: ['cms', 'crypto'],
  verify: ['pdf', 'cms', 'crypto', 'provider', 'ses'],
  identity: ['language'],
  contract: ['language', 'machine', 'identity', 'field'],
  evidence: ['language', 'cms', 'crypto', 'provider', 'pdf', 'font', 'stamp', 'sign', 'verify', 'artwork'],
  exchange: ['language', 'identity'],
  // Types only.
  provider: ['crypto'],
};

interface ImportLine {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly path: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): ImportLine[] {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] as string);
  return specifiers.map((specifier) => {
    const target = relative(source, resolve(dirname(file), specifier));
    return {
      file: relative(source, file),
      from: relative(source, file).split(sep)[0] as string,
      to: target.split(sep)[0] as string,
      path: target,
    };
  });
}

const imports = filesBelow(source).flatMap(importsOf);

describe('architecture of core', () => {
  it('has imports to look at', () => {
    assert.isAbove(imports.length, 20);
  });

  it('lets each folder import only what the table allows', () => {
    const wrong = imports.filter(
      ({ from, to }) => from !== to && !['error', 'bytes'].includes(to) && !allowed[from]?.includes(to),
    );
    assert.deepEqual(
      wrong.map(({ file, path }) => `${file} → ${path}`),
      [],
    );
  });

  it('enters another folder by its index.ts only', () => {
    const wrong = imports.filter(({ from, to, path }) => from !== to && path !== join(to, 'index.ts'));
    assert.deepEqual(
      wrong.map(({ file, path }) => `${file} → ${path}`),
      [],
    );
  });

  it('uses no Node built-in outside *.node.ts', () => {
    const wrong = filesBelow(source).filter(
      (file) => !file.endsWith('.node.ts') && /(?:from|import)\s*\(?\s*'(?:node:)/.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(
      wrong.map((file) => relative(source, file)),
      [],
    );
  });
});
