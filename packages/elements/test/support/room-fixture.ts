import type { Control } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import { type FontSet, loadFontFaces } from '@cinnabar/core/font';
import { roundSeal } from '@cinnabar/core/seal';
import { SandboxAuthority, SandboxInbox } from '@cinnabar/sandbox';
import { LocalContract } from '@cinnabar/sandbox/local-backend';
import type { SigningBackend } from '../../src/backend/index.ts';
import '../../src/signing-room/signing-room.define.ts';
import type { CinnabarSigningRoom } from '../../src/signing-room/signing-room.ts';
import { samplePdf } from './sample-pdf.ts';
import { configureAssets, until } from './viewer-fixture.ts';

export interface RoomScene {
  readonly contract: LocalContract;
  readonly inbox: SandboxInbox;
  readonly authority: SandboxAuthority;
}

const text = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

const contractControls: readonly Control[] = [
  {
    id: 'name',
    kind: 'text',
    role: 'employer',
    label: text('姓名', '姓名', 'Name'),
    required: true,
    readOnly: true,
    page: 0,
    rect: { x: 150, y: 690, width: 200, height: 20 },
  },
  {
    id: 'address',
    kind: 'text',
    role: 'worker',
    label: text('户籍地址', '戶籍地址', 'Registered address'),
    required: true,
    page: 0,
    rect: { x: 150, y: 650, width: 250, height: 20 },
  },
  {
    id: 'seal',
    kind: 'company-seal',
    role: 'employer',
    label: text('企业签署区域', '企業簽署區域', 'Company signing area'),
    required: true,
    page: 0,
    rect: { x: 80, y: 380, width: 140, height: 140 },
  },
  {
    id: 'signature',
    kind: 'signature',
    role: 'worker',
    label: text('劳动者签名', '勞動者簽名', "Worker's signature"),
    required: true,
    page: 0,
    rect: { x: 320, y: 420, width: 160, height: 60 },
  },
];
const secondControls: readonly Control[] = [
  {
    id: 'seal',
    kind: 'company-seal',
    role: 'employer',
    label: text('企业签署区域', '企業簽署區域', 'Company signing area'),
    required: true,
    page: 0,
    rect: { x: 80, y: 380, width: 140, height: 140 },
  },
  {
    id: 'signature',
    kind: 'signature',
    role: 'worker',
    label: text('保密协议签名', '保密協議簽名', 'Signature, confidentiality'),
    required: true,
    page: 0,
    rect: { x: 320, y: 420, width: 160, height: 60 },
  },
];

let fonts: Promise<FontSet> | undefined;
let authority: Promise<SandboxAuthority> | undefined;

/** A contract of two small files between an employer and a worker, all of it in this page. */
export async function roomScene(): Promise<RoomScene> {
  configureAssets();
  fonts ??= loadFonts();
  authority ??= SandboxAuthority.create();
  const [set, sandbox, inbox] = [await fonts, await authority, new SandboxInbox()];
  const organization = '广州云杉科技有限公司';
  const contract = await LocalContract.create({
    name: '劳动合同',
    files: [
      {
        name: '劳动合同.pdf',
        bytes: samplePdf([{ lines: ['劳动合同', '姓名：', '户籍地址：'] }]),
        controls: contractControls,
        values: { name: '林晓雯' },
      },
      { name: '保密协议.pdf', bytes: samplePdf([{ lines: ['保密协议'] }]), controls: secondControls },
    ],
    parties: [
      {
        role: 'employer',
        organization,
        name: '陈思远',
        phone: '13800000001',
        seals: [{ id: 'seal-1', kind: 'company-seal', name: '公章', artwork: roundSeal({ organization }, set) }],
      },
      { role: 'worker', name: '林晓雯', phone: '13900000002' },
    ],
    fonts: set,
    authority: sandbox,
    inbox,
  });
  return { contract, inbox, authority: sandbox };
}

/** A room of 1200 × 760 CSS pixels that has loaded. */
export async function mountRoom(backend: SigningBackend, lang = 'zh-Hans'): Promise<CinnabarSigningRoom> {
  const room = document.createElement('cinnabar-signing-room');
  Object.assign(room.style, { width: 'min(1200px, 100vw)', height: '760px' });
  room.lang = lang;
  room.backend = backend;
  document.body.append(room);
  await until('the paper', () => fieldsOf(room)?.renderRoot.querySelector('[data-control]'));
  return room;
}

export const phaseOf = (room: CinnabarSigningRoom): string | undefined =>
  room.renderRoot.querySelector<HTMLElement>('.room')?.dataset['phase'];

export const fieldsOf = (room: CinnabarSigningRoom): HTMLElementTagNameMap['cinnabar-field-layer'] | null =>
  room.renderRoot.querySelector('cinnabar-field-layer');

export const primaryOf = (room: CinnabarSigningRoom): HTMLButtonElement =>
  room.renderRoot.querySelector<HTMLButtonElement>('#primary') as HTMLButtonElement;

export async function phase(room: CinnabarSigningRoom, wanted: string): Promise<void> {
  await until(`phase ${wanted} (now ${phaseOf(room)})`, () => phaseOf(room) === wanted, 15);
}

/** The six digits of the newest message. */
export const codeIn = (inbox: SandboxInbox): string => /\d{6}/.exec(inbox.messages[0]?.text ?? '')?.[0] ?? '';

async function loadFonts(): Promise<FontSet> {
  const [data, subsetWasm] = await Promise.all(
    [
      '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
      'harfbuzzjs/dist/harfbuzz-subset.wasm',
    ].map(async (path) => new Uint8Array(await (await fetch(`/node_modules/${path}`)).arrayBuffer())),
  );
  return loadFontFaces([{ name: 'NotoSerifSC-Regular', data: data as Uint8Array }], {
    subsetWasm: subsetWasm as Uint8Array,
  });
}
