/** The parts of Trusted Types used here; not yet in the DOM library of TypeScript. */
interface TrustedTypesFactory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

/**
 * Starts a module worker. Under `require-trusted-types-for 'script'` its address passes through the one policy of this
 * library, `cinnabar`, which lets through only addresses of the page's own origin or of the configured asset folder.
 */
export function startWorker(url: URL, assetBase: URL): Worker {
  if (url.origin !== location.origin && url.origin !== assetBase.origin)
    throw new TypeError(`Worker of a foreign origin: ${url.origin}`);
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  if (trustedTypes) policy ??= trustedTypes.createPolicy('cinnabar', { createScriptURL: (text) => text });
  const address = policy?.createScriptURL(url.href) ?? url.href;
  return new Worker(address, { type: 'module' });
}
