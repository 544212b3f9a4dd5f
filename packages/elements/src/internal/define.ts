const version = '0.1.0';
const versions = Symbol.for('cinnabar.versions');

/**
 * Registers `tag` once. A second load of the same version does nothing; of another version, warns once and keeps the
 * first, because a tag cannot be registered twice.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis as { [versions]?: Map<string, string> };
  const known = (registry[versions] ??= new Map());
  if (!customElements.get(tag)) {
    customElements.define(tag, element);
    known.set(tag, version);
  } else if (known.get(tag) !== version) {
    console.warn(`<${tag}> is already registered by version ${known.get(tag) ?? 'unknown'}; ${version} is ignored.`);
  }
}
