import { firstTimestampProvider, httpTimestampProvider } from '@cinnabar/core/cms';
import type { TimestampProvider } from '@cinnabar/core/provider';

import { UsageError } from './command.ts';

/**
 * The time-stamp authorities at the addresses given with `--tsa`, to be asked in order; undefined when there are none.
 * @throws UsageError
 */
export function timestampsFrom(urls: readonly string[] | undefined): TimestampProvider | undefined {
  const providers = (urls ?? []).map((url) => {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new UsageError('--tsa is an address that begins with http:// or https://.');
    }
    return httpTimestampProvider({ url, fetch, provider: { id: url, assurance: 'simulated' } });
  });
  const [only] = providers;
  return providers.length > 1 ? firstTimestampProvider(providers) : only;
}
