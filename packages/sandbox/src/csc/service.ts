import { base64ToBytes, bytesToBase64, bytesToHex, bytesToUtf8, equalBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { readCertificate } from '@cinnabar/core/cms';
import { digest, randomBytes, type DigestAlgorithm } from '@cinnabar/core/crypto';

import { hashAlgorithmFor, hashAlgorithmOf, hashesOf } from './hash-algorithms.ts';
import { CscRefusal, invalidRequest, type CscReply } from './refusal.ts';

/** A key the service holds. */
export interface SandboxCscKey {
  readonly id: string;
  /** DER, the key's own certificate first. */
  readonly certificates: readonly Uint8Array[];
  /** OIDs for `signAlgo`. */
  readonly algorithms: readonly string[];
  /** What the user must show, by identifier; nothing when the service authorises by itself. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly disabled?: boolean;
  /** Signature over a digest with the algorithm `signAlgo`. */
  signHash(signAlgo: string, algorithm: DigestAlgorithm, hash: Uint8Array): Promise<Uint8Array> | Uint8Array;
}

export interface SandboxCscOptions {
  readonly keys: readonly SandboxCscKey[];
  readonly now?: () => Date;
  /** Life of an authorisation, in seconds; 300 when absent. */
  readonly authorizationSeconds?: number;
}

export interface CscHttpRequest {
  readonly method: string;
  /** After the base address: `credentials/info`. */
  readonly path: string;
  readonly contentType?: string | undefined;
  /** The header of that name. */
  readonly authorization?: string | undefined;
  readonly body: Uint8Array;
}

interface Grant {
  readonly credentialID: string;
  readonly algorithm: DigestAlgorithm;
  readonly hashes: Set<string>;
  readonly expires: number;
}

type Fields = Readonly<Record<string, unknown>>;

const maxBody = 65_536;
const maxSignatures = 10;

/**
 * A remote signing service for development and tests: the Cloud Signature Consortium's API v2 (info, credentials/list,
 * credentials/info, credentials/authorize, signatures/signHash) but its HTTP. It takes no liberties: what the API demands
 * is demanded, every authorisation is for its hashes only, and for one use. Never official.
 */
export class SandboxCscService {
  readonly #keys: ReadonlyMap<string, SandboxCscKey>;
  readonly #now: () => Date;
  readonly #authorizationSeconds: number;
  /** By the SHA-256 of the secret, with the moment each ends. */
  readonly #tokens = new Map<string, number>();
  readonly #grants = new Map<string, Grant>();
  #signatures = 0;

  constructor({ keys, now = () => new Date(), authorizationSeconds = 300 }: SandboxCscOptions) {
    this.#keys = new Map(keys.map((key) => [key.id, key]));
    this.#now = now;
    this.#authorizationSeconds = authorizationSeconds;
  }

  /** How many signatures its keys have made. */
  get signatures(): number {
    return this.#signatures;
  }

  /** An access token of scope `service`. */
  async issueToken(seconds = 3600): Promise<string> {
    return this.#keep(this.#tokens, this.#now().getTime() + seconds * 1000);
  }

  /** The answer to a request. Never throws on bad requests. */
  async handle(request: CscHttpRequest): Promise<CscReply> {
    try {
      return { status: 200, body: await this.#answer(request) };
    } catch (cause) {
      if (cause instanceof CscRefusal) return cause.reply;
      return { status: 500, body: { error: 'server_error', error_description: 'The request cannot be answered' } };
    }
  }

  async #answer({ method, path, contentType, authorization, body }: CscHttpRequest): Promise<object> {
    const methods: Readonly<Record<string, (fields: Fields) => Promise<object> | object>> = {
      'credentials/list': (fields) => this.#list(fields),
      'credentials/info': (fields) => this.#info(fields),
      'credentials/authorize': (fields) => this.#authorize(fields),
      'signatures/signHash': (fields) => this.#signHash(fields),
    };
    if (method !== 'POST') throw new CscRefusal('invalid_request', 'The method is POST', 405);
    const fields = fieldsOf(contentType, body);
    if (path === 'info') return this.#service(Object.keys(methods));
    const call = Object.hasOwn(methods, path) ? methods[path] : undefined;
    if (!call) throw new CscRefusal('invalid_request', 'There is no such method', 404);
    await this.#requireToken(authorization);
    return call(fields);
  }

  #service(methods: readonly string[]): object {
    return {
      specs: '2.0.0.2',
      name: 'Cinnabar Sandbox 仅供测试 FOR TESTING ONLY',
      logo: '',
      region: 'CN',
      lang: 'en-US',
      description: 'Signs for tests, and for nothing else.',
      authType: ['external'],
      methods: ['info', ...methods],
      signAlgorithms: { algos: [...new Set([...this.#keys.values()].flatMap((key) => key.algorithms))] },
      asynchronousOperationMode: false,
    };
  }

  async #requireToken(authorization: string | undefined): Promise<void> {
    const [, token] = /^Bearer ([\w.~+/-]+=*)$/.exec(authorization ?? '') ?? [];
    const ends = token === undefined ? undefined : this.#tokens.get(await nameOf(token));
    if (ends === undefined) throw new CscRefusal('invalid_token', 'The access token is missing or not valid', 401);
    if (ends <= this.#now().getTime()) throw new CscRefusal('invalid_token', 'The access token expired', 401);
  }

  #list({ userID, onlyValid }: Fields): object {
    if (userID !== undefined) throw invalidRequest('userID parameter SHALL NOT be used');
    const keys = [...this.#keys.values()].filter(({ disabled }) => !(disabled && onlyValid === true));
    return { credentialIDs: keys.map(({ id }) => id), ...(onlyValid === true ? { onlyValid } : {}) };
  }

  #key({ credentialID }: Fields): SandboxCscKey {
    if (typeof credentialID !== 'string')
      throw invalidRequest('Missing (or invalid type) string parameter credentialID');
    const key = this.#keys.get(credentialID);
    if (!key) throw invalidRequest('Invalid parameter credentialID');
    return key;
  }

  #info(fields: Fields): object {
    const { certificates: wanted = 'single', authInfo } = fields;
    const { certificates, algorithms, secrets = {}, disabled } = this.#key(fields);
    if (wanted !== 'none' && wanted !== 'single' && wanted !== 'chain') {
      throw invalidRequest('Invalid parameter certificates');
    }
    const { notBefore, notAfter } = readCertificate(certificates[0] as Uint8Array);
    const status = this.#now() > notAfter ? 'expired' : this.#now() < notBefore ? 'suspended' : 'valid';
    const shown = wanted === 'none' ? [] : wanted === 'single' ? certificates.slice(0, 1) : certificates;
    const ids = Object.keys(secrets);
    const auth = {
      mode: ids.length > 0 ? 'explicit' : 'implicit',
      ...(authInfo === true && ids.length > 0
        ? { expression: ids.join(' AND '), objects: ids.map((id) => ({ type: 'Password', id, format: 'A' })) }
        : {}),
    };
    return {
      key: { status: disabled ? 'disabled' : 'enabled', algo: algorithms, len: 256 },
      cert: { status, ...(wanted === 'none' ? {} : { certificates: shown.map(bytesToBase64) }) },
      auth,
      SCAL: '2',
      multisign: maxSignatures,
    };
  }

  async #authorize(fields: Fields): Promise<object> {
    const { id, secrets = {}, disabled } = this.#key(fields);
    const { numSignatures, hashes, hashAlgorithmOID, authData } = fields;
    if (!Number.isInteger(numSignatures) || (numSignatures as number) < 1) {
      throw invalidRequest('Missing (or invalid type) integer parameter numSignatures');
    }
    if ((numSignatures as number) > maxSignatures) throw invalidRequest('Numbers of signatures is too high');
    const algorithm = hashAlgorithmOf(hashAlgorithmOID);
    const allowed = hashesOf(hashes, algorithm);
    if (allowed.length !== numSignatures) throw invalidRequest('Invalid parameter numSignatures');
    if (disabled) throw invalidRequest('The credential is disabled');
    for (const [name, secret] of Object.entries(secrets)) await requireShown(name, secret, authData);
    const expires = this.#now().getTime() + this.#authorizationSeconds * 1000;
    const grant = { credentialID: id, algorithm, hashes: new Set(allowed), expires };
    return { SAD: await this.#keep(this.#grants, grant), expiresIn: this.#authorizationSeconds };
  }

  async #signHash(fields: Fields): Promise<object> {
    const key = this.#key(fields);
    const { SAD, signAlgo, signAlgoParams, operationMode = 'S' } = fields;
    if (typeof SAD !== 'string') throw invalidRequest('Missing (or invalid type) string parameter SAD');
    if (typeof signAlgo !== 'string') throw invalidRequest('Missing (or invalid type) string parameter signAlgo');
    if (!key.algorithms.includes(signAlgo)) throw invalidRequest('Invalid parameter signAlgo');
    if (signAlgo === '1.2.840.113549.1.1.10' && typeof signAlgoParams !== 'string') {
      throw invalidRequest('Missing (or invalid type) string parameter signAlgoParams');
    }
    if (operationMode !== 'S') throw invalidRequest('Invalid parameter operationMode');
    const algorithm = hashAlgorithmFor(signAlgo, fields['hashAlgorithmOID']);
    const hashes = hashesOf(fields['hashes'], algorithm);
    const name = await nameOf(SAD);
    const grant = this.#grants.get(name);
    if (!grant || grant.credentialID !== key.id) throw invalidRequest('Invalid parameter SAD');
    if (grant.expires <= this.#now().getTime()) throw invalidRequest('SAD expired');
    const covered = grant.algorithm === algorithm && new Set(hashes).size === hashes.length;
    if (!covered || !hashes.every((hash) => grant.hashes.has(hash))) {
      throw invalidRequest('Hash is not authorized by the SAD');
    }
    // Used before signing, so that nobody who asks at the same time uses it again.
    this.#grants.delete(name);
    const signatures: string[] = [];
    for (const hash of hashes) {
      this.#signatures++;
      signatures.push(bytesToBase64(await key.signHash(signAlgo, algorithm, base64ToBytes(hash))));
    }
    return { signatures };
  }

  /** Keeps a value under a fresh secret, of which only the digest stays. */
  async #keep<T>(into: Map<string, T>, value: T): Promise<string> {
    const secret = bytesToHex(randomBytes(24));
    into.set(await nameOf(secret), value);
    const [oldest] = into.keys();
    if (into.size > 1000 && oldest !== undefined) into.delete(oldest);
    return secret;
  }
}

function fieldsOf(contentType: string | undefined, body: Uint8Array): Fields {
  if (!/^application\/json\b/i.test(contentType ?? '')) throw invalidRequest('The content type is application/json');
  if (body.length > maxBody) throw new CscRefusal('invalid_request', 'The request is too large', 413);
  let fields: unknown;
  try {
    fields = JSON.parse(bytesToUtf8(body));
  } catch {
    throw invalidRequest('The request is not JSON');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw invalidRequest('The request is no object');
  return fields as Fields;
}

/** @throws CscRefusal unless `authData` holds the secret of that name */
async function requireShown(name: string, secret: string, authData: unknown): Promise<void> {
  if (!Array.isArray(authData)) throw invalidRequest('Missing (or invalid type) array parameter authData');
  const entry = (authData as Fields[]).find((one) => one['id'] === name);
  const value = entry?.['value'];
  if (typeof value !== 'string') throw invalidRequest(`Missing authData value for ${name}`);
  const [shown, expected] = await Promise.all([value, secret].map((text) => digest('SHA-256', [utf8ToBytes(text)])));
  if (equalBytes(shown as Uint8Array, expected as Uint8Array)) return;
  throw new CscRefusal(name === 'OTP' ? 'invalid_otp' : 'invalid_pin', `The ${name} is invalid`);
}

async function nameOf(secret: string): Promise<string> {
  return bytesToHex(await digest('SHA-256', [utf8ToBytes(secret)]));
}
