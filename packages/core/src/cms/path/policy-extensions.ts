import { derTag, expectTlv, readOid, readTlv, tlvChildren } from '../../bytes/index.ts';
import type { Certificate } from '../certificate.ts';
import { CinnabarError } from '../../error/index.ts';
import { oid } from '../oids.ts';

/** Policies and mappings of one certificate beyond these are nobody's honest wish. */
const maxPolicies = 256;

/** Policies the certificate was issued under (RFC 5280 §4.2.1.4); undefined when it states none. */
export function certificatePolicies(certificate: Certificate): string[] | undefined {
  const extension = certificate.extensions.get(oid.certificatePolicies);
  return extension && listOf(extension.value).map((item) => readOid(tlvChildren(item)[0]));
}

/** Policies of the issuer, each with those of the subject that mean the same (RFC 5280 §4.2.1.5). */
export function policyMappings(certificate: Certificate): ReadonlyMap<string, ReadonlySet<string>> {
  const mappings = new Map<string, Set<string>>();
  const extension = certificate.extensions.get(oid.policyMappings);
  for (const item of extension ? listOf(extension.value) : []) {
    const [issuers, subjects] = tlvChildren(item);
    const policy = readOid(issuers);
    const known = mappings.get(policy) ?? new Set();
    mappings.set(policy, known.add(readOid(subjects)));
  }
  return mappings;
}

/** After how many further certificates something begins to hold; undefined: never by this one. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
  readonly inhibitAnyPolicy?: number;
}

/** RFC 5280 §4.2.1.11 and §4.2.1.14. */
export function policyConstraints({ extensions }: Certificate): PolicyConstraints {
  const constraints = extensions.get(oid.policyConstraints);
  const fields = constraints ? tlvChildren(readTlv(constraints.value)) : [];
  const count = (tag: number): number | undefined => numberIn(fields.find((field) => field.tag === tag)?.content);
  const explicit = count(0x80);
  const mapping = count(0x81);
  const inhibit = extensions.get(oid.inhibitAnyPolicy);
  const any = inhibit && numberIn(expectTlv(readTlv(inhibit.value), derTag.integer, 'a count of certificates').content);
  return {
    ...(explicit === undefined ? {} : { requireExplicitPolicy: explicit }),
    ...(mapping === undefined ? {} : { inhibitPolicyMapping: mapping }),
    ...(any === undefined ? {} : { inhibitAnyPolicy: any }),
  };
}

function listOf(value: Uint8Array): ReturnType<typeof tlvChildren> {
  const items = tlvChildren(expectTlv(readTlv(value), derTag.sequence, 'a list of policies'));
  if (items.length > maxPolicies) {
    throw new CinnabarError('CERTIFICATE_MALFORMED', 'The certificate names more policies than are read.');
  }
  return items;
}

/** Paths are short: what needs more than one octet is as good as never. */
function numberIn(content: Uint8Array | undefined): number | undefined {
  return content && (content.length === 1 ? (content[0] as number) : Number.MAX_SAFE_INTEGER);
}
