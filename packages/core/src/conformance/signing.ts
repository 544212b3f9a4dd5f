import { bytesToHex, equalBytes, utf8ToBytes } from '../bytes/index.ts';
import { checkSigner, commonName, oid, readCertificate, readSignedData, sameName, signerDigest } from '../cms/index.ts';
import { digest, readPublicKey } from '../crypto/index.ts';
import type { SignerSubject, SigningProvider, SigningRequest, SigningResult } from '../provider/index.ts';
import { expect, expectRefusal, type ConformanceCase, type Made } from './case.ts';

/** The provider to be tried. What is absent is not tried: give as much as can be arranged. */
export interface SigningProviderSetup {
  /** A provider in working order, fresh for each case. */
  make(): Made<SigningProvider>;
  /** Somebody it signs for. */
  readonly subject: SignerSubject;
  /** Somebody it must not sign for: another person than its certificate names, or one no certificate can name. */
  readonly refusedSubject?: SignerSubject;
  /** A provider whose certificate has expired. Making it may fail already. */
  expired?(): Made<SigningProvider>;
  /** A provider whose key or service cannot be reached. */
  unavailable?(): Made<SigningProvider>;
  /** How many signatures the holder of the key has made by now, where that is counted. */
  signatures?(): number;
}

const typed = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/** What every SigningProvider must do. */
export function signingProviderConformance(setup: SigningProviderSetup): ConformanceCase[] {
  const trial = new SigningTrial(setup);
  const cases: [string, (() => Promise<void>) | false][] = [
    ['says who it is and how much room it needs', () => trial.introducesItself()],
    ['answers with a CMS over the digest, with the chain of the signer', () => trial.signs()],
    ['signs with the key and certificates it announced', () => trial.keepsAnnouncements()],
    ['keeps within the room it promised', () => trial.keepsRoom()],
    ['gives one result for one idempotency key', () => trial.signsOnce()],
    ['gives one result to callers at the same time', () => trial.signsOnceAtOnce()],
    ['refuses another request under a used idempotency key', () => trial.refusesConflict()],
    ['keeps requests at the same time apart', () => trial.keepsApart()],
    ['leaves the request as it is', () => trial.leavesRequest()],
    ['refuses a digest of the wrong length', () => trial.refusesLength()],
    ['refuses a digest that its key does not sign over', () => trial.refusesAlgorithm()],
    [
      'refuses whom it must not sign for, and tells nothing about them',
      setup.refusedSubject !== undefined && (() => trial.refusesSubject()),
    ],
    ['refuses to sign with an expired certificate', setup.expired !== undefined && (() => trial.refusesExpired())],
    ['ends an outage with a typed error', setup.unavailable !== undefined && (() => trial.endsOutage())],
  ];
  return cases.flatMap(([name, run]) => (run ? [{ name, run }] : []));
}

const content = utf8ToBytes('What a conformance suite has signed.');

class SigningTrial {
  readonly #setup: SigningProviderSetup;
  #keys = 0;

  constructor(setup: SigningProviderSetup) {
    this.#setup = setup;
  }

  async introducesItself(): Promise<void> {
    const { provider, maxCmsSize } = await this.#setup.make();
    expect(provider.id !== '', 'A provider has an id.');
    expect(['official', 'simulated'].includes(provider.assurance), 'Assurance is official or simulated.');
    expect(Number.isSafeInteger(maxCmsSize) && maxCmsSize > 0, 'maxCmsSize is a positive number of bytes.');
  }

  async signs(): Promise<void> {
    const provider = await this.#setup.make();
    await expectSigned(await provider.sign(await this.#request(provider)), content, this.#setup.subject);
  }

  async keepsAnnouncements(): Promise<void> {
    const provider = await this.#setup.make();
    const { cms, certificates } = await provider.sign(await this.#request(provider));
    const stamped = readSignedData(cms).signers.some(({ unsignedAttributes }) =>
      unsignedAttributes.some((attribute) => attribute.oid === oid.signatureTimestamp),
    );
    expect(
      (provider.timestamped ?? stamped) === stamped,
      'It brings a time-stamp where it announced one, and only there.',
    );
    const announced = provider.certificates;
    expect(
      !announced || equalBytes(announced[0] ?? new Uint8Array(), certificates[0] ?? new Uint8Array()),
      'It signs with the certificate it announced.',
    );
    const { keyAlgorithm } = provider;
    if (!keyAlgorithm) return;
    const key = readPublicKey(readCertificate(certificates[0] ?? new Uint8Array()).spki);
    const actual = typeof key === 'string' ? key : key.algorithm;
    const fits = actual === keyAlgorithm || (actual === 'RSA' && keyAlgorithm === 'RSA-PSS');
    expect(fits, `It announced a key for ${keyAlgorithm} and signed with one for ${actual}.`);
  }

  async keepsRoom(): Promise<void> {
    const provider = await this.#setup.make();
    const { cms } = await provider.sign(await this.#request(provider));
    expect(cms.length <= provider.maxCmsSize, `The CMS of ${cms.length} bytes is larger than ${provider.maxCmsSize}.`);
    expect(readSignedData(cms).length === cms.length, 'Nothing follows the CMS.');
  }

  async signsOnce(): Promise<void> {
    const provider = await this.#setup.make();
    const request = await this.#request(provider);
    const before = this.#setup.signatures?.() ?? 0;
    const first = await provider.sign(request);
    const second = await provider.sign({ ...request, subject: { ...request.subject } });
    this.#expectOne([first, second], before);
  }

  async signsOnceAtOnce(): Promise<void> {
    const provider = await this.#setup.make();
    const request = await this.#request(provider);
    const before = this.#setup.signatures?.() ?? 0;
    this.#expectOne(await Promise.all([1, 2, 3].map(() => provider.sign(request))), before);
  }

  #expectOne([first, ...others]: readonly SigningResult[], before: number): void {
    const same = others.every(({ cms }) => equalBytes(cms, first?.cms ?? new Uint8Array()));
    expect(same, 'A repeated idempotency key gives the same CMS, byte for byte.');
    const made = this.#setup.signatures && this.#setup.signatures() - before;
    expect(made === undefined || made === 1, `One idempotency key is one signature, and the key made ${made}.`);
  }

  async refusesConflict(): Promise<void> {
    const provider = await this.#setup.make();
    const request = await this.#request(provider);
    await provider.sign(request);
    const other = { ...request, digest: request.digest.map((byte) => byte ^ 1) };
    await this.#expectRefusal(() => provider.sign(other), 'Another digest under a used idempotency key');
  }

  async keepsApart(): Promise<void> {
    const provider = await this.#setup.make();
    const contents = ['one', 'two', 'three', 'four'].map(utf8ToBytes);
    const requests = await Promise.all(contents.map((bytes) => this.#request(provider, bytes)));
    const results = await Promise.all(requests.map((request) => provider.sign(request)));
    for (const [i, result] of results.entries()) {
      await expectSigned(result, contents[i] as Uint8Array, this.#setup.subject);
    }
  }

  async leavesRequest(): Promise<void> {
    const provider = await this.#setup.make();
    const request = await this.#request(provider);
    const before = bytesToHex(request.digest);
    await provider.sign(request);
    expect(bytesToHex(request.digest) === before, 'The digest of a request is not written to.');
  }

  async refusesLength(): Promise<void> {
    const provider = await this.#setup.make();
    const request = await this.#request(provider);
    for (const wrong of [request.digest.subarray(1), new Uint8Array(), new Uint8Array(65)]) {
      const { idempotencyKey } = await this.#request(provider);
      await this.#expectRefusal(
        () => provider.sign({ ...request, digest: wrong, idempotencyKey }),
        `A digest of ${wrong.length} bytes`,
      );
    }
  }

  async refusesAlgorithm(): Promise<void> {
    const provider = await this.#setup.make();
    const { keyAlgorithm } = provider;
    const digestAlgorithm = keyAlgorithm === 'SM2' || keyAlgorithm === 'Ed25519' ? 'SHA-256' : 'SM3';
    const request = { ...(await this.#request(provider)), digestAlgorithm, digest: new Uint8Array(32) } as const;
    await this.#expectRefusal(() => provider.sign(request), `A digest made with ${digestAlgorithm}`);
  }

  async refusesSubject(): Promise<void> {
    const provider = await this.#setup.make();
    const subject = this.#setup.refusedSubject as SignerSubject;
    const request = { ...(await this.#request(provider)), subject };
    await this.#expectRefusal(() => provider.sign(request), 'A signer it must not sign for');
  }

  async refusesExpired(): Promise<void> {
    const before = this.#setup.signatures?.();
    await this.#expectRefusal(async () => {
      const provider = await this.#setup.expired?.();
      if (provider) await provider.sign(await this.#request(provider));
    }, 'An expired certificate');
    expect(this.#setup.signatures?.() === before, 'An expired certificate is found before the key signs.');
  }

  async endsOutage(): Promise<void> {
    await this.#expectRefusal(async () => {
      const provider = await this.#setup.unavailable?.();
      if (provider) await provider.sign(await this.#request(provider));
    }, 'A request during an outage');
  }

  async #expectRefusal(work: () => Promise<unknown>, what: string): Promise<void> {
    const people = [this.#setup.subject, this.#setup.refusedSubject].flatMap((person) =>
      person ? [person.name, person.reference, person.organization ?? ''] : [],
    );
    await expectRefusal(
      work,
      what,
      typed,
      people.filter((word) => word.trim() !== ''),
    );
  }

  async #request(provider: SigningProvider, bytes = content): Promise<SigningRequest> {
    const digestAlgorithm = signerDigest(provider);
    return {
      subject: this.#setup.subject,
      digestAlgorithm,
      digest: await digest(digestAlgorithm, [bytes]),
      idempotencyKey: `conformance ${++this.#keys}`,
    };
  }
}

/** A detached CAdES signature over `bytes` by a certificate of `subject`, its issuers beside it. */
async function expectSigned(
  { cms, certificates }: SigningResult,
  bytes: Uint8Array,
  subject: SignerSubject,
): Promise<void> {
  const signedData = readSignedData(cms);
  const [signer, ...others] = signedData.signers;
  expect(signer && others.length === 0, 'The CMS has one signer.');
  expect(signedData.content === undefined, 'The CMS is detached: it holds no content.');
  const { integrity, certificate, problems } = await checkSigner(signedData, signer, [bytes]);
  const codes = problems.map(({ code }) => code);
  expect(
    integrity === 'INTACT',
    `The CMS is a valid signature over the digest that was asked for: ${codes.join(', ')}.`,
  );
  const bound = signer.signedAttributes.some((attribute) => attribute.oid === oid.signingCertificateV2);
  expect(bound, 'The CMS names its certificate (signing-certificate-v2).');
  const timed = signer.signedAttributes.some((attribute) => attribute.oid === oid.signingTime);
  expect(!timed, 'The CMS has no signing-time: in PAdES the time is in the signature dictionary.');
  const chain = certificates.map((der) => readCertificate(der));
  expect(
    certificate && chain[0] && equalBytes(chain[0].der, certificate.der),
    'The first certificate is the signer’s.',
  );
  expect(commonName(certificate.subject) === subject.name, 'The certificate names the subject.');
  for (const [i, issuer] of chain.slice(1).entries()) {
    expect(sameName((chain[i] as typeof issuer).issuer, issuer.subject), 'Each certificate is followed by its issuer.');
  }
  const inside = chain.every(({ der }) => signedData.certificates.some((one) => equalBytes(one.der, der)));
  expect(inside, 'All certificates are in the CMS.');
}
