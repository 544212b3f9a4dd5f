import { loadFontFaces } from '@cinnabar/core/font';
import { roundSeal } from '@cinnabar/core/seal';
import type { SealAsset } from '@cinnabar/elements/backend';

const organization = '广州云杉科技有限公司';

/** Seals made as the reference server makes them. */
export async function storySeals(): Promise<SealAsset[]> {
  const [data, subsetWasm] = await Promise.all([
    bytesOf('fonts/NotoSerifSC_400Regular.ttf'),
    bytesOf('harfbuzz/harfbuzz-subset.wasm'),
  ]);
  const fonts = await loadFontFaces([{ name: 'NotoSerifSC-Regular', data }], { subsetWasm });
  const official = roundSeal({ organization, serial: '4401060123456' }, fonts);
  const contract = roundSeal({ organization, purpose: '合同专用章' }, fonts);
  return [
    { id: 'official', kind: 'company-seal', name: '公章', artwork: official },
    { id: 'contract', kind: 'company-seal', name: '合同专用章', artwork: contract },
  ];
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(await (await fetch(path)).arrayBuffer());
}
