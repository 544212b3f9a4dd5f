import { lookup, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';

import { httpRevocationProvider, type AuthorityFetch, type AuthorityFetchResponse } from '@cinnabar/core/cms';
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
// Addresses of version 4 mapped into version 6 are held to the list above; a rule for all of them would be one for all of
// version 4.
for (const [network, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const) {
  privateAddresses.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is none of the public internet's. */
export function isPrivate(address: string): boolean {
  return privateAddresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
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
    fetch: (url, init) => (isNamed(url) ? fetch(url, init) : fetchPublic(url, init)),
  });
}

/**
 * Like `fetch`, from public addresses only. A name is looked up once, by the connection itself: the name server of an
 * attacker could give a public address to who asks first and a private one to who connects.
 */
async function fetchPublic(
  url: string,
  { method, headers, body, signal }: Parameters<AuthorityFetch>[1],
): Promise<AuthorityFetchResponse> {
  const { hostname, protocol } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  // Addresses are not looked up.
  if (isIP(name)) requirePublic(name, [name]);
  const request = (protocol === 'https:' ? https : http).request(url, {
    method,
    headers,
    signal,
    lookup: lookupPublic,
  });
  // What breaks off after the answer began is told by its body.
  request.on('error', () => undefined);
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  const { statusCode: status = 0 } = response;
  return { ok: status >= 200 && status < 300, status, body: Readable.toWeb(response) };
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    try {
      if (error) throw error;
      requirePublic(
        hostname,
        addresses.map(({ address }) => address),
      );
      const [first] = addresses as [LookupAddress];
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    } catch (cause) {
      done(cause as Error, []);
    }
  });
};

function requirePublic(name: string, addresses: readonly string[]): void {
  if (addresses.some(isPrivate)) throw new Error(`${name} is in a private network`);
}
