import { sendKeys, setViewport } from '@web/test-runner-commands';
import { CinnabarError } from '@cinnabar/core/error';
import type { InkStrokes } from '@cinnabar/core/ink';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';
import { assertAccessible } from '../../test/support/accessibility.ts';
import {
  codeIn,
  fieldsOf,
  mountRoom,
  phase,
  phaseOf,
  primaryOf,
  type RoomScene,
  roomScene,
} from '../../test/support/room-fixture.ts';
import { until } from '../../test/support/viewer-fixture.ts';
import type { SigningBackend } from '../backend/index.ts';
import type { CinnabarSignedEvent } from './signing-room.events.ts';
import type { CinnabarSigningRoom } from './signing-room.ts';

const rejections: unknown[] = [];
const noteRejection = (event: PromiseRejectionEvent): void => void rejections.push(event.reason);

const points = (corners: readonly (readonly [number, number])[], start: number) =>
  corners.flatMap(([x, y], i) => {
    const [nx, ny] = corners[i + 1] ?? [x, y];
    return Array.from({ length: 6 }, (_, k) => ({
      x: x + ((nx - x) * k) / 6,
      y: y + ((ny - y) * k) / 6,
      time: start + i * 90 + k * 15,
    }));
  });
const ink: InkStrokes = {
  aspect: 2.4,
  strokes: [
    {
      pointerType: 'touch',
      points: points(
        [
          [0.2, 0.1],
          [0.5, 0.3],
          [0.3, 0.35],
        ],
        0,
      ),
    },
    {
      pointerType: 'touch',
      points: points(
        [
          [0.6, 0.08],
          [0.7, 0.34],
          [0.85, 0.2],
        ],
        600,
      ),
    },
  ],
};

describe('cinnabar-signing-room', () => {
  let scene: RoomScene;
  before(() => window.addEventListener('unhandledrejection', noteRejection));
  after(() => {
    window.removeEventListener('unhandledrejection', noteRejection);
    assert.isEmpty(rejections);
  });
  beforeEach(async () => {
    await setViewport({ width: 1280, height: 800 });
    scene = await roomScene();
  });
  afterEach(async () => {
    for (const room of document.querySelectorAll('cinnabar-signing-room')) room.remove();
  });

  it('leads two parties from reading to signatures that verify', async () => {
    const worker = await mountRoom(scene.contract.backend('worker'));
    const signed: CinnabarSignedEvent[] = [];
    document.addEventListener('cinnabar-signed', (event) => signed.push(event));
    type(worker, '广州市天河区');
    await draw(worker);
    await click(worker); // The second file's signature: the same handwriting, one tap.
    await click(worker, '提交签署');
    await phase(worker, 'reviewing');
    await passIntent(worker, scene);
    await phase(worker, 'signed');
    assert.isFalse(signed[0]?.completed);
    worker.remove();

    const employer = await mountRoom(scene.contract.backend('employer'));
    for (let i = 0; i < 2; i++) {
      await click(employer, '下一项：企业签署区域');
      await click(employer, '加盖印章');
    }
    await click(employer, '提交签署');
    await phase(employer, 'reviewing');
    await passIntent(employer, scene);
    await phase(employer, 'signed');
    assert.isTrue(signed[1]?.completed);
    assert.equal(scene.contract.state, 'COMPLETED');

    for (const file of scene.contract.files) {
      const report = await verifyDocument(file.bytes, { trust: scene.authority.trustAnchors });
      assert.deepEqual(
        report.signatures.map(({ fieldNames, integrity, coverage, trust }) => [
          fieldNames[0],
          integrity,
          coverage,
          trust.status,
        ]),
        [
          ['sig-worker', 'INTACT', 'WHOLE_REVISION', 'TRUSTED'],
          ['sig-employer', 'INTACT', 'WHOLE_FILE', 'TRUSTED'],
        ],
      );
    }
  });

  it('shows the prepared bytes themselves before anything can be confirmed', async () => {
    const backend = scene.contract.backend('worker');
    const room = await mountRoom(backend);
    const prepared = new Map<string, string>();
    const loadPrepared = backend.loadPrepared.bind(backend);
    backend.loadPrepared = async (id, fileId) => {
      const bytes = await loadPrepared(id, fileId);
      prepared.set(fileId, await hex(bytes));
      return bytes;
    };
    const shown = new Map<string, string>();
    room.addEventListener('cinnabar-document-ready', (event) => shown.set(event.fileId, event.digest));
    let early: boolean | undefined;
    room.addEventListener('cinnabar-room-state', async (event) => {
      if (event.phase !== 'reviewing') return;
      await room.updateComplete;
      early = ready(room);
    });
    fillAll(room);
    await click(room, '提交签署');
    await phase(room, 'reviewing');
    await until('the prepared bytes', () => ready(room));
    assert.isFalse(early, 'confirmable before the viewer had opened the prepared file');
    // Every file, from the first: the signer has not seen the second one as it will be signed.
    const states = (): string[] => [...room.renderRoot.querySelectorAll('.checked .status')].map((e) => e.textContent);
    assert.equal(label(room), '查看第 2/2 份');
    assert.deepEqual(states(), ['已查看', '未查看']);
    assert.equal(shown.get('fil_1'), prepared.get('fil_1'));
    await click(room);
    await until('the second file', () => label(room) === '确认签署' && ready(room));
    assert.equal(shown.get('fil_2'), prepared.get('fil_2'));
    assert.deepEqual(states(), ['已查看', '已查看']);
  });

  it('asks to look again at what was prepared again', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    fillAll(room);
    for (let round = 0; round < 2; round++) {
      await click(room, '提交签署');
      await phase(room, 'reviewing');
      await click(room, '查看第 2/2 份');
      await until('confirmable', () => label(room) === '确认签署');
      room.renderRoot.querySelector<HTMLElement>('#back')!.click();
      await phase(room, 'working');
    }
  });

  it('signs nothing when the prepared bytes are not what was read', async () => {
    const backend = scene.contract.backend('worker');
    const loadPrepared = backend.loadPrepared.bind(backend);
    backend.loadPrepared = async (...args) => (await loadPrepared(...args)).with(100, 0x58);
    const room = await mountRoom(backend);
    fillAll(room);
    await click(room, '提交签署');
    await phase(room, 'failed');
    assert.include(text(room, '#problem'), '未进行签署');
    assert.equal(label(room), '重新加载');
    assert.isEmpty(scene.inbox.messages);
  });

  it('keeps what was filled and drawn when another party signs meanwhile', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    fillAll(room);
    await signAs(scene, 'employer');
    await click(room, '提交签署');
    await until('the notice', () => text(room, '#problem').includes('另一方刚刚签署'));
    await click(room, '提交签署');
    await phase(room, 'reviewing');
  });

  it('asks the host for a session and goes on where it was', async () => {
    const backend = scene.contract.backend('worker');
    const room = await mountRoom(backend);
    fillAll(room);
    let expired = true;
    const prepare = backend.prepare.bind(backend);
    backend.prepare = async (...args) => {
      if (expired) throw new CinnabarError('SESSION_EXPIRED', 'Expired.');
      return prepare(...args);
    };
    room.addEventListener('cinnabar-session-expired', (event) => {
      expired = false;
      event.respondWith(Promise.resolve<SigningBackend>(backend));
    });
    await click(room, '提交签署');
    await phase(room, 'reviewing');
  });

  it('lets the host keep the signer on the page', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    fillAll(room);
    room.addEventListener('cinnabar-before-sign', (event) => event.preventDefault());
    await click(room, '提交签署');
    assert.equal(phaseOf(room), 'working');
  });

  it('undoes by keyboard, also what stands in the field', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    type(room, '广州');
    await room.updateComplete;
    assert.isTrue(room.unsaved);
    primaryOf(room).focus();
    await sendKeys({ press: 'Control+z' });
    await until('an empty field', () => (input(room)?.value ?? '') === '');
  });

  it('saves a draft that a later visit finds', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    type(room, '广州市');
    room.saveNow();
    await until('saved', () => text(room, '#draft') === '已自动保存');
    room.remove();
    const again = await mountRoom(scene.contract.backend('worker'));
    assert.equal(input(again)?.value, '广州市');
  });

  it('keeps everything when it is moved within the page', async () => {
    const room = await mountRoom(scene.contract.backend('worker'));
    type(room, '广州市');
    const place = document.createElement('div');
    document.body.append(place);
    place.append(room);
    await room.updateComplete;
    assert.equal(input(room)?.value, '广州市');
    assert.equal(phaseOf(room), 'working');
    place.remove();
  });

  it('is signed by keyboard alone', async () => {
    const room = await mountRoom(scene.contract.backend('employer'));
    document.body.tabIndex = -1;
    document.body.focus();
    // Whoever tabs past an area is at it: the button then offers to seal it instead of leading there.
    const acts: string[] = [];
    while (acts.at(-1) !== '提交签署' && acts.length < 6) {
      await tabTo('primary');
      acts.push(label(room));
      await sendKeys({ press: 'Enter' });
      await until('another act', () => label(room) !== acts.at(-1));
      if (label(room) === '加盖印章')
        await until('the focus in the area', () => fieldsOf(room)?.shadowRoot?.activeElement);
    }
    assert.deepEqual(acts, ['加盖印章', '下一项：企业签署区域', '加盖印章', '提交签署']);
    await phase(room, 'reviewing');
    await until('ready', () => ready(room));
    await tabTo('primary');
    await sendKeys({ press: 'Enter' });
    await until('the second file', () => label(room) === '确认签署' && ready(room));
    assert.isTrue(room.shadowRoot?.activeElement === primaryOf(room), 'the focus stays while the file comes');
    await sendKeys({ press: 'Enter' });
    await phase(room, 'intent');
    const dialog = intent(room);
    const send = await until('the send button', () =>
      [...dialog.renderRoot.querySelectorAll('button')].find((entry) => /验证码/.test(entry.textContent)),
    );
    await tabTo(send);
    await sendKeys({ press: 'Enter' });
    await until('the code field', () => dialog.shadowRoot?.activeElement?.id === 'code');
    await sendKeys({ type: codeIn(scene.inbox) });
    await sendKeys({ press: 'Enter' });
    await phase(room, 'signed');
  });

  it('is a page with one bar on a phone', async () => {
    await setViewport({ width: 390, height: 800 });
    const room = await mountRoom(scene.contract.backend('worker'));
    await until('the bar', () => room.renderRoot.querySelector('.bar'));
    assert.include(text(room, '.bar-progress'), '3/3 项待填写');
    assert.equal(room.renderRoot.querySelector<HTMLElement>('#panel')?.offsetHeight, 0);
    assert.isAtMost(room.scrollWidth, 390);
    await click(room, '下一项');
    await until('the sheet', () =>
      fieldsOf(room)?.renderRoot.querySelector('cinnabar-field-sheet')?.renderRoot.querySelector('dialog[open]'),
    );
    const tall = [...room.renderRoot.querySelectorAll('.bar button')].map(
      (entry) => entry.getBoundingClientRect().height,
    );
    assert.isAtLeast(Math.min(...tall), 44);
  });

  it('keeps its one button in the window of a phone held sideways', async () => {
    await setViewport({ width: 844, height: 390 });
    const room = await mountRoom(scene.contract.backend('worker'));
    room.style.height = '100%';
    const frame = document.createElement('div');
    Object.assign(frame.style, { position: 'fixed', inset: '0' });
    document.body.append(frame);
    frame.append(room);
    await room.updateComplete;
    const { top, bottom } = primaryOf(room).getBoundingClientRect();
    assert.isAbove(top, 0);
    assert.isAtMost(bottom, 390);
    frame.remove();
  });

  for (const [lang, first, submit, confirm] of [
    ['zh-Hans', '下一项：户籍地址', '提交签署', '确认签署'],
    ['zh-Hant', '下一項：戶籍地址', '提交簽署', '確認簽署'],
    ['en', 'Next: Registered address', 'Submit to sign', 'Confirm signing'],
  ] as const) {
    it(`speaks ${lang} and is accessible at every step`, async function () {
      this.timeout(40000);
      const room = await mountRoom(scene.contract.backend('worker'), lang);
      assert.equal(label(room), first);
      await assertAccessible(room);
      fillAll(room);
      await click(room, submit);
      await phase(room, 'reviewing');
      await until('ready', () => ready(room));
      assert.notMatch(room.renderRoot.textContent ?? '', /\{\w+\}/);
      await assertAccessible(room);
      await click(room);
      await click(room, confirm);
      await phase(room, 'intent');
      await assertAccessible(room);
    });
  }

  it('shows a contract that was signed as signed, and nothing to fill', async () => {
    await signAs(scene, 'employer');
    const room = document.createElement('cinnabar-signing-room');
    room.backend = scene.contract.backend('employer');
    document.body.append(room);
    await phase(room, 'viewing');
    assert.include(text(room, '#state'), '已签署');
    assert.isNull(fieldsOf(room)?.renderRoot.querySelector('[data-control]') ?? null);
  });
});

const input = (room: CinnabarSigningRoom): HTMLInputElement | null | undefined =>
  fieldsOf(room)?.renderRoot.querySelector<HTMLInputElement>('[data-control="address"] input');
const text = (room: CinnabarSigningRoom, selector: string): string =>
  room.renderRoot.querySelector(selector)?.textContent.trim() ?? '';
const label = (room: CinnabarSigningRoom): string => primaryOf(room).textContent.trim();
const intent = (room: CinnabarSigningRoom): HTMLElementTagNameMap['cinnabar-intent-dialog'] =>
  room.renderRoot.querySelector('cinnabar-intent-dialog') as HTMLElementTagNameMap['cinnabar-intent-dialog'];

function type(room: CinnabarSigningRoom, value: string): void {
  const field = input(room) as HTMLInputElement;
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
}

/** The primary button does something. */
function ready(room: CinnabarSigningRoom): boolean {
  return primaryOf(room).getAttribute('aria-disabled') !== 'true';
}

async function click(room: CinnabarSigningRoom, expected?: string): Promise<void> {
  await until(
    `the button ${expected ?? ''} (now ${label(room)})`,
    () => ready(room) && (expected === undefined || label(room) === expected),
  );
  primaryOf(room).click();
  await room.updateComplete;
}

/** Handwriting through the pad the primary button opens. */
async function draw(room: CinnabarSigningRoom): Promise<void> {
  await click(room, '下一项：劳动者签名');
  const pad = await until('the pad', () => room.renderRoot.querySelector('cinnabar-signature-pad'));
  await pad.updateComplete;
  pad.ink = ink;
  assert.isTrue(pad.confirm());
  await room.updateComplete;
}

/** Address, and handwriting made elsewhere in both files. */
function fillAll(room: CinnabarSigningRoom): void {
  type(room, '广州市天河区');
  room.useInk(ink);
  room.useInk(ink);
}

async function passIntent(room: CinnabarSigningRoom, { inbox }: RoomScene): Promise<void> {
  await until('the first file', () => ready(room));
  if (label(room) !== '确认签署') await click(room, '查看第 2/2 份');
  await click(room, '确认签署');
  const dialog = intent(room);
  const before = inbox.messages.length;
  const send = await until('the send button', () =>
    [...dialog.renderRoot.querySelectorAll('button')].find((entry) => /验证码/.test(entry.textContent)),
  );
  send.click();
  await until('the message', () => inbox.messages.length > before);
  const code = await until('the code field', () =>
    dialog.renderRoot.querySelector<HTMLInputElement>('#code:not(:disabled)'),
  );
  code.value = codeIn(inbox);
  code.dispatchEvent(new Event('input', { bubbles: true }));
  dialog.renderRoot.querySelector('form')?.requestSubmit();
}

/** The other party signs elsewhere. */
async function signAs({ contract, inbox }: RoomScene, role: string): Promise<void> {
  const backend = contract.backend(role);
  const room = await backend.loadRoom();
  const prepared = await backend.prepare({
    idempotencyKey: 'elsewhere',
    files: room.files.map((file) => ({
      fileId: file.id,
      revision: file.revision,
      digest: file.digest,
      values: {},
      marks: [{ kind: 'seal', controlId: 'seal', sealId: 'seal-1' }],
    })),
  });
  const challenge = await backend.requestIntent({
    preparationId: prepared.preparationId,
    method: 'sms',
    digests: prepared.files,
  });
  await backend.confirmIntent(challenge.challengeId, codeIn(inbox));
  await until('the signature', () => contract.files.every(({ revision }) => revision === 2));
}

/** Presses Tab until the focus is on the element, or on the one with that id. */
async function tabTo(target: Element | string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    let active: Element | null = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (active === target || active?.id === target) return;
    await sendKeys({ press: 'Tab' });
  }
  assert.fail('Tab never arrived.');
}

async function hex(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
