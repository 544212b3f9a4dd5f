import { joinParts } from '@cinnabar/core/bytes';
import { extendSignatures, type ExtendRequest } from '@cinnabar/core/sign';
import { verifyDocument, type SignatureReport, type VerificationReport } from '@cinnabar/core/verify';
import { SandboxAuthority } from '@cinnabar/sandbox';

import { buildPdf, sign } from './signing.ts';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A sandbox whose certificates say where their status is published, with a clock to turn. */
export class LongTermSandbox {
  now: Date;
  readonly authority: Promise<SandboxAuthority>;

  constructor({ baseUrl = 'http://sandbox.example', now = new Date() } = {}) {
    this.now = now;
    this.authority = SandboxAuthority.create({ baseUrl, now: () => this.now });
  }

  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  /** A small file signed B-T. */
  async signed(fieldName = 'sig-worker', bytes = buildPdf()): Promise<Uint8Array> {
    const authority = await this.authority;
    const provider = authority.signingProvider(authority.timestampProvider());
    return (await sign(bytes, fieldName, { provider, request: { signingTime: this.now } })).bytes;
  }

  async extend(
    bytes: Uint8Array,
    level: ExtendRequest['level'],
    more: Partial<ExtendRequest> = {},
  ): Promise<Uint8Array> {
    const authority = await this.authority;
    const parts = await extendSignatures(bytes, {
      level,
      revocation: authority.revocationProvider(),
      timestamps: authority.timestampProvider(),
      trust: authority.trustAnchors,
      at: this.now,
      ...more,
    });
    return joinParts(parts);
  }

  /** What our verifier says without asking anybody. */
  async verify(bytes: Uint8Array, at = this.now): Promise<VerificationReport> {
    return verifyDocument(bytes, { trust: (await this.authority).trustAnchors, at });
  }
}

export function codes({ problems }: SignatureReport): string[] {
  return problems.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
}

/** The signature or time-stamp in a field. */
export function inField({ signatures }: VerificationReport, name: string): SignatureReport {
  const found = signatures.find(({ fieldNames }) => fieldNames.includes(name));
  if (!found) throw new Error(`No signature in ${name}`);
  return found;
}
