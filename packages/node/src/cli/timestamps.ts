import { firstTimestampProvider, httpTimestampProvider } from '@cinnabar/core/cms';
import type { TimestampProvider } from '@cinnabar/core/provider';

import { UsageError } from './command.ts';

/** The addresses given with `--tsa`. @throws UsageError */
export function addressesFrom(urls: readonly string[] = []): readonly string[] {
  if (urls.every((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return urls;
  throw new UsageError('--tsa is an address that begins with http:// or https://.');
}

/**
 * The time-stamp authorities at these addresses, to be asked in order; undefined when there are none. Of several, one that
 * does not lead to `trust` is passed over like one that does not answer. The only one is left to later checks: the
 * certificates between it and `trust` may still have to be fetched.
 * @param trust DER certificates; empty when nobody said whom to trust
 */
export function timestampsFrom(
  urls: readonly string[],
  trust: readonly Uint8Array[] = [],
): TimestampProvider | undefined {
  const checks = urls.length > 1 && trust.length > 0 ? { trust } : {};
  const providers = urls.map((url) =>
    httpTimestampProvider({ url, fetch, provider: { id: url, assurance: 'simulated' }, ...checks }),
  );
  const [only] = providers;
  return providers.length > 1 ? firstTimestampProvider(providers) : only;
}
