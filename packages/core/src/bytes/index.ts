export {
  concatBytes,
  equalBytes,
  indexOfBytes,
  latin1ToBytes,
  bytesToLatin1,
  utf8ToBytes,
  wellFormedUtf8,
  bytesToUtf8,
} from './bytes.ts';
export { canonicalJson, parseCanonicalJson, type Json } from './canonical-json.ts';
export { bytesToHex, hexToBytes } from './hex.ts';
export { bytesToBase64, base64ToBytes } from './base64.ts';
export { joinParts, partsLength, sliceParts, type Parts } from './parts.ts';
export { indexInSource, lastIndexInSource, occurrencesIn, startsWith } from './search.ts';
export {
  chunksOf,
  chunksWithin,
  partOf,
  readBytes,
  slicePart,
  sliceSource,
  sourceOf,
  SourceError,
  sourceOfParts,
  storedSource,
  windowOf,
  type ByteSource,
  type ByteWindow,
  type Part,
  type ReadBytes,
  type SliceOf,
} from './source.ts';
export {
  der,
  derBitString,
  derBoolean,
  derCertificateTime,
  derContext,
  derGeneralizedTime,
  derInteger,
  derNull,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derSetOf,
  derTag,
  derUtf8String,
  expectTlv,
  readOid,
  readText,
  readTime,
  readTlv,
  tlvChildren,
  type Tlv,
} from './der.ts';
