import { constants, createPrivateKey, privateEncrypt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { concatBytes } from '@cinnabar/core/bytes';
import { digest, type DigestAlgorithm, type KeyKind } from '@cinnabar/core/crypto';
import type { SignerSubject } from '@cinnabar/core/provider';
import { SandboxCscService, type SandboxCscKey } from '@cinnabar/sandbox';

import { sandbox } from '../../../core/test/support/signing.ts';
import { digestInfo } from '../../src/pkcs11/digest-info.ts';

const pss = '1.2.840.113549.1.1.10';

/** A certified RSA key that signs digests with either padding. */
export async function rsaCscKey(
  subject: SignerSubject,
  keyKind: KeyKind,
  algorithms: string[],
): Promise<SandboxCscKey> {
  const { key, certificates } = await (await sandbox()).issueSigner(subject, { keyKind });
  const pkcs8 = Buffer.from(await key.exportPkcs8());
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const bits = privateKey.asymmetricKeyDetails?.modulusLength ?? 2048;
  return {
    id: 'rsa',
    certificates,
    algorithms,
    async signHash(signAlgo, algorithm, hash) {
      if (signAlgo !== pss) return privateEncrypt(privateKey, digestInfo(algorithm, hash));
      const padded = { key: privateKey, padding: constants.RSA_NO_PADDING };
      return privateEncrypt(padded, await emsaPss(algorithm, hash, bits));
    },
  };
}

/** EMSA-PSS (RFC 8017 §9.1.1), the salt as long as the digest. */
async function emsaPss(algorithm: DigestAlgorithm, hash: Uint8Array, bits: number): Promise<Uint8Array> {
  const salt = crypto.getRandomValues(new Uint8Array(hash.length));
  const h = await digest(algorithm, [new Uint8Array(8), hash, salt]);
  const block = new Uint8Array(bits / 8 - hash.length - 1);
  block[block.length - salt.length - 1] = 1;
  block.set(salt, block.length - salt.length);
  for (let counter = 0, at = 0; at < block.length; counter++) {
    for (const byte of await digest(algorithm, [h, Uint8Array.of(0, 0, 0, counter)])) {
      if (at < block.length) block[at] = (block[at++] as number) ^ byte;
    }
  }
  block[0] = (block[0] as number) & 0x7f;
  return concatBytes(block, h, Uint8Array.of(0xbc));
}

/** The sandbox's signing service as others reach it: over HTTP. */
export class CscServer {
  readonly service: SandboxCscService;
  readonly #server: Server;

  private constructor(service: SandboxCscService, server: Server) {
    this.service = service;
    this.#server = server;
  }

  static async start(keys: readonly SandboxCscKey[]): Promise<CscServer> {
    const service = new SandboxCscService({ keys });
    const server = createServer((request, response) => {
      void buffer(request).then(async (body) => {
        const { 'content-type': contentType, authorization } = request.headers;
        const path = (request.url ?? '').replace('/csc/v2/', '');
        const reply = await service.handle({ method: request.method ?? '', path, contentType, authorization, body });
        response.writeHead(reply.status, { ...reply.headers, 'content-type': 'application/json' });
        response.end(JSON.stringify(reply.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CscServer(service, server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/csc/v2`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
