import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

import { httpRevocationProvider } from '@cinnabar/core/cms';
import type { RevocationProvider } from '@cinnabar/core/provider';

/** Addresses of this machine and of private networks, which a document has no business to have visited. */
const privateAddresses = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  privateAddresses.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  privateAddresses.addSubnet(network, bits, 'ipv6');
}

/**
 * Asks the services that certificates name, on public hosts only and on those in `hosts` (`name` or `name:port`): the
 * certificates come with the document, and so from strangers.
 */
export function publicRevocation(hosts: readonly string[]): RevocationProvider {
  const isNamed = (url: string): boolean => {
    const { host, hostname } = new URL(url);
    return hosts.includes(host) || hosts.includes(hostname);
  };
  return httpRevocationProvider({
    provider: { id: 'certificate', assurance: 'simulated' },
    allow: (url) => URL.canParse(url),
    async fetch(url, init) {
      if (!isNamed(url)) await requirePublic(new URL(url).hostname);
      return fetch(url, init);
    },
  });
}

async function requirePublic(hostname: string): Promise<void> {
  const name = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) ? [{ address: name, family: isIP(name) }] : await lookup(name, { all: true });
  for (const { address, family } of addresses) {
    if (privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4')) {
      throw new Error(`${hostname} is in a private network`);
    }
  }
}
