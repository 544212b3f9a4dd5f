import { base64ToBytes, bytesToLatin1, derTag, readTlv } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { RevocationProvider } from '../provider/index.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { checkRevocation } from './check-revocation.ts';
import { readCrl, type Crl } from './crl.ts';
import { buildOcspRequest, readOcspResponse } from './ocsp.ts';
import { oid } from './oids.ts';
import type { RevocationAnswer, RevocationEvidence, RevocationQuestion } from './revocation-answer.ts';
import { listAddresses, revocationSources } from './revocation-sources.ts';
import { readSignedData } from './signed-data.ts';

export interface GatheredRevocation {
  /** The answer that decides, when any evidence was about the certificate. */
  readonly answer?: RevocationAnswer;
  /** Everything the answer rests on. */
  readonly evidence: RevocationEvidence;
  /** Codes of what went wrong on the way. */
  readonly failures: readonly string[];
}

const nothing: RevocationEvidence = { certificates: [], ocsps: [], crls: [] };

/**
 * Asks the places a certificate names, OCSP first, until one gives a status that passes all checks. When a delegated
 * responder must be checked itself, its CRL comes along. Never throws: what failed is in `failures`.
 * @param pool certificates that may have signed a list in the issuer's stead
 */
export async function gatherRevocation(
  question: RevocationQuestion,
  provider: RevocationProvider,
  pool: readonly Certificate[] = [],
): Promise<GatheredRevocation> {
  const { certificate, issuer } = question;
  const failures: string[] = [];
  let best: RevocationAnswer | undefined;
  const attempt = async (fetch: () => Promise<RevocationEvidence>): Promise<GatheredRevocation | undefined> => {
    try {
      const evidence = await fetch();
      const answer = await checkRevocation(question, {
        ...evidence,
        certificates: [...evidence.certificates, ...pool],
      });
      if (answer && answer.status !== 'UNKNOWN') return { answer, evidence, failures };
      failures.push(answer?.problem?.code ?? 'REVOCATION_FOR_OTHERS');
      best ??= answer;
    } catch (cause) {
      failures.push(isCinnabarError(cause) ? cause.code : 'REVOCATION_FAILED');
    }
    return undefined;
  };
  const { ocsp, crls } = sourcesOf(certificate, failures);
  for (const url of ocsp) {
    const found = await attempt(async () => {
      const response = readOcspResponse(await provider.ocsp(url, await buildOcspRequest(certificate, issuer)));
      const delegates = response.certificates.filter((delegate) => !delegate.extensions.has(oid.ocspNoCheck));
      const lists = delegates.flatMap((delegate) => sourcesOf(delegate, failures).crls).slice(0, 2);
      return {
        certificates: response.certificates,
        ocsps: [response],
        crls: await Promise.all(lists.map(async (list) => readCrl(await provider.crl(list)))),
      };
    });
    if (found) return found;
  }
  const lists: Crl[] = [];
  for (const url of crls) {
    const found = await attempt(async () => {
      const crl = readCrl(await provider.crl(url));
      // Lists of some reasons only answer together; lists of changes are worth nothing without theirs.
      lists.push(crl, ...(await changesTo(crl, certificate, provider, failures)));
      return { ...nothing, crls: [...lists] };
    });
    if (found) return found;
  }
  return { ...(best ? { answer: best } : {}), evidence: nothing, failures };
}

/** The list of what changed since, where the list or the certificate names one (RFC 5280 §4.2.1.15, §5.2.6). */
async function changesTo(
  { extensions }: Crl,
  certificate: Certificate,
  provider: RevocationProvider,
  failures: string[],
): Promise<Crl[]> {
  try {
    const [url] = listAddresses(certificate.extensions.get(oid.freshestCrl) ?? extensions.get(oid.freshestCrl));
    return url === undefined ? [] : [readCrl(await provider.crl(url))];
  } catch (cause) {
    failures.push(isCinnabarError(cause) ? cause.code : 'REVOCATION_FAILED');
    return [];
  }
}

/** Certificates of the issuer, from where `certificate` says they are. Never throws. */
export async function gatherIssuers(certificate: Certificate, provider: RevocationProvider): Promise<Certificate[]> {
  for (const url of sourcesOf(certificate, []).issuers) {
    try {
      const bytes = withoutArmour(await provider.certificate(url));
      const first = readTlv(readTlv(bytes).content);
      return first.tag === derTag.oid ? [...readSignedData(bytes).certificates] : [readCertificate(bytes)];
    } catch {
      // The next address, or the path stays incomplete and says so.
    }
  }
  return [];
}

/** Some authorities publish PEM where RFC 5280 §4.2.2.1 asks for DER. */
function withoutArmour(bytes: Uint8Array): Uint8Array {
  const hyphen = 0x2d;
  if (bytes[0] !== hyphen) return bytes;
  const [, content] = /-----BEGIN [A-Z0-9 ]+-----([A-Za-z0-9+/=\s]+)-----END /.exec(bytesToLatin1(bytes)) ?? [];
  return content === undefined ? bytes : base64ToBytes(content.replace(/\s/g, ''));
}

function sourcesOf(certificate: Certificate, failures: string[]): ReturnType<typeof revocationSources> {
  try {
    return revocationSources(certificate);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    failures.push(cause.code);
    return { ocsp: [], crls: [], issuers: [] };
  }
}
