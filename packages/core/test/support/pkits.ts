import { readText, readTlv, tlvChildren, type Tlv } from '@cinnabar/core/bytes';
import { readCertificate, readCrl, type Certificate, type Crl } from '@cinnabar/core/cms';

export interface Pkits {
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly crls: ReadonlyMap<string, Crl>;
}

/** NIST's test suite for certification paths; see ../fixtures/README.md. What cannot be read in it is left out. */
export async function readPkits(): Promise<Pkits> {
  const packed = await bytesOf(new URL('../fixtures/pkits.bin', import.meta.url));
  const unpacked = new Response(packed).body?.pipeThrough(new DecompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(unpacked).arrayBuffer());
  const [certificates, crls] = tlvChildren(readTlv(bytes)) as [Tlv, Tlv];
  return { certificates: named(certificates, readCertificate), crls: named(crls, (tlv) => readCrl(tlv.bytes)) };
}

function named<Item>(list: Tlv, read: (tlv: Tlv) => Item): Map<string, Item> {
  return new Map(
    tlvChildren(list).map((entry) => {
      const [name, content] = tlvChildren(entry) as [Tlv, Tlv];
      return [readText(name), read(content)];
    }),
  );
}

async function bytesOf(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol !== 'file:') return new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { readFile } = await import('node:fs/promises');
  return new Uint8Array(await readFile(url));
}
