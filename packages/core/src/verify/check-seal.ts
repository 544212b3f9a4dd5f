import { digest } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { checkSealSignature, readSealSignature, type SealSignature } from '../ses/index.ts';
import type { SignedRange } from './byte-range.ts';
import type { SignatureFacts } from './check-signature.ts';
import { problem } from './problem.ts';

export type SealFacts = Pick<
  SignatureFacts,
  'level' | 'integrity' | 'certificate' | 'certificates' | 'timestamp' | 'problems'
>;

/**
 * Facts of a signature whose /Contents is the signed value of an electronic seal (GB/T 38540, GM/T 0031) instead of CMS:
 * its hash is of the bytes that the ByteRange names. Never throws on hostile input.
 */
export async function checkSealInContents({ contents, parts }: SignedRange): Promise<SealFacts> {
  let value: SealSignature;
  try {
    value = readSealSignature(contents);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    const problems = [problem('SEAL_MALFORMED', cause.message)];
    return { level: 'NONE', certificates: [], integrity: 'BROKEN', problems };
  }
  const { version, seal, signer } = value;
  const { integrity, timestamp, problems } = await checkSealSignature(value, await digest('SM3', parts));
  const standard = version === 1 ? 'GM/T 0031, V1' : `GB/T 38540, V${version}`;
  const kind = problem(
    'SEAL_SIGNATURE',
    `The signature is an electronic seal (${standard}); whether its maker is to be trusted is not judged here.`,
  );
  const padded = contents.subarray(value.length).some((octet) => octet !== 0);
  return {
    level: 'NONE',
    integrity,
    certificate: signer.certificate,
    certificates: [signer.certificate, seal.maker.certificate],
    ...(timestamp ? { timestamp } : {}),
    problems: [
      kind,
      ...(padded ? [problem('CONTENTS_PADDING')] : []),
      // Those two are said already: of the maker above, of the signer by the report on trust.
      ...problems.filter(({ code }) => code !== 'SES_MAKER_NOT_JUDGED' && code !== 'SES_SIGNER_NOT_JUDGED'),
    ],
  };
}
