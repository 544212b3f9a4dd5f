import { loadFontFaces } from '@cinnabar/core/font';
import { roundSeal } from '@cinnabar/core/seal';
import { SandboxAuthority, SandboxInbox } from '@cinnabar/sandbox';
import { LocalContract } from '@cinnabar/sandbox/local-backend';
import { labourControls, labourValues } from './labour-controls.ts';

export interface DemoFiles {
  /** The sample labour contract. */
  readonly contract: Uint8Array;
  /** Noto Serif SC, regular. */
  readonly font: Uint8Array;
  /** `harfbuzzjs/dist/harfbuzz-subset.wasm`. */
  readonly subsetWasm: Uint8Array;
}

export interface Demo {
  readonly contract: LocalContract;
  readonly inbox: SandboxInbox;
  readonly authority: SandboxAuthority;
}

const organization = '广州云杉科技有限公司';

/** A labour contract between one employer and one worker, in this page alone. */
export async function demoContract({ contract: bytes, font, subsetWasm }: DemoFiles): Promise<Demo> {
  const fonts = await loadFontFaces([{ name: 'NotoSerifSC-Regular', data: font }], { subsetWasm });
  const authority = await SandboxAuthority.create();
  const inbox = new SandboxInbox();
  const seal = roundSeal({ organization, serial: '4401060123456' }, fonts);
  const special = roundSeal({ organization, purpose: '合同专用章' }, fonts);
  const contract = await LocalContract.create({
    name: '劳动合同',
    files: [{ name: '劳动合同.pdf', bytes, controls: labourControls, values: labourValues }],
    parties: [
      {
        role: 'employer',
        organization,
        name: '陈思远',
        phone: '13800000001',
        seals: [
          { id: 'seal-1', kind: 'company-seal', name: '公章', artwork: seal },
          { id: 'seal-2', kind: 'company-seal', name: '合同专用章', artwork: special },
        ],
      },
      { role: 'worker', name: '林晓雯', phone: '13900000002' },
    ],
    fonts,
    authority,
    inbox,
  });
  return { contract, inbox, authority };
}
