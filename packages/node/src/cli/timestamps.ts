import { httpTimestampProvider } from '@cinnabar/core/cms';
import type { TimestampProvider } from '@cinnabar/core/provider';

import { UsageError } from './command.ts';

/** The time-stamp authority at the address given with `--tsa`. @throws UsageError */
export function timestampsFrom(url: string): TimestampProvider {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError('--tsa is an address that begins with http:// or https://.');
  }
  return httpTimestampProvider({ url, fetch, provider: { id: url, assurance: 'simulated' } });
}
