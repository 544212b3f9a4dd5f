import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands';
import { CinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';

import { assertAccessible } from '../../test/support/accessibility.ts';
import type {
  IntentChallenge,
  IntentOutcome,
  IntentRequest,
  SigningRoomState,
  SigningStatus,
} from '../backend/index.ts';
import { BackendIntentSession } from './backend-intent-session.ts';
import { readCode, secondsUntil } from './code-text.ts';
import './intent-dialog.define.ts';
import type { CinnabarIntentDialog } from './intent-dialog.ts';

const fingerprint = 'a1b2c3d4'.repeat(8);
const signing = (state: SigningStatus['state']): SigningStatus => ({
  preparationId: 'prep',
  state,
  contractState: state === 'SIGNED' ? 'COMPLETED' : 'SIGNING',
});

/** The server's side of a challenge: the code is 246810, three tries, `resendGap` ms between messages. */
class CodeDesk {
  readonly requests: IntentRequest[] = [];
  readonly codes: string[] = [];
  resendGap = 60_000;
  triesLeft = 3;
  /** Thrown by the next call. */
  failing: string | undefined;
  fingerprint = fingerprint;
  /** Answers of `signingStatus` in turn; an error code is thrown. */
  statuses: (SigningStatus | string)[] = [signing('SIGNED')];
  /** What `loadRoom` says is being signed. */
  taken = false;

  async requestIntent(request: IntentRequest): Promise<IntentChallenge> {
    await this.#turn();
    this.requests.push(request);
    this.triesLeft = 3;
    const now = Date.now();
    return {
      challengeId: `challenge-${this.requests.length}`,
      method: 'sms',
      maskedPhone: '138****0001',
      expiresAt: new Date(now + 900_000).toISOString(),
      resendAt: new Date(now + this.resendGap).toISOString(),
      triesLeft: 3,
      fingerprint: this.fingerprint,
    };
  }

  async confirmIntent(_challengeId: string, code: string): Promise<IntentOutcome> {
    await this.#turn();
    this.codes.push(code);
    if (code === '246810') return { state: 'PASSED', signing: signing('PROCESSING') };
    return { state: 'WRONG', triesLeft: --this.triesLeft };
  }

  async signingStatus(): Promise<SigningStatus> {
    await this.#turn();
    const next = this.statuses.length > 1 ? this.statuses.shift() : this.statuses[0];
    if (typeof next === 'string') throw new CinnabarError(next, next);
    return next ?? signing('PROCESSING');
  }

  async loadRoom(): Promise<SigningRoomState> {
    const room = { signer: { state: 'PENDING' }, contract: { state: 'SIGNING' } };
    const state = this.taken ? { ...room, signing: { preparationId: 'prep' } } : room;
    return Promise.resolve(state as unknown as SigningRoomState);
  }

  async #turn(): Promise<void> {
    await Promise.resolve();
    const code = this.failing;
    this.failing = undefined;
    if (code) throw new CinnabarError(code, code);
  }
}

interface Scene {
  desk: CodeDesk;
  session: BackendIntentSession;
  dialog: CinnabarIntentDialog;
  events: string[];
}

let stage: HTMLElement;

async function scene(change: Partial<CodeDesk> = {}, language = 'zh-Hans'): Promise<Scene> {
  stage.lang = language;
  const desk = Object.assign(new CodeDesk(), change);
  const session = new BackendIntentSession(desk, {
    preparationId: 'prep',
    digests: [{ fileId: 'contract', digest: 'ab'.repeat(32) }],
    fingerprint,
    maskedPhone: '138****0001',
  });
  const dialog = Object.assign(document.createElement('cinnabar-intent-dialog'), { session });
  stage.append(dialog);
  const events: string[] = [];
  for (const name of ['passed', 'signed', 'cancel', 'failed']) {
    stage.addEventListener(`cinnabar-intent-${name}`, (event) =>
      events.push('code' in event ? `${name} ${String(event.code)}` : name),
    );
  }
  dialog.show();
  await dialog.updateComplete;
  return { desk, session, dialog, events };
}

const text = (dialog: CinnabarIntentDialog, selector: string): string =>
  dialog.renderRoot.querySelector(selector)?.textContent.trim().replace(/\s+/g, ' ') ?? '';
const codeInput = (dialog: CinnabarIntentDialog): HTMLInputElement =>
  dialog.renderRoot.querySelector('#code') as HTMLInputElement;
const sendButton = (dialog: CinnabarIntentDialog): HTMLButtonElement =>
  dialog.renderRoot.querySelector('.code button') as HTMLButtonElement;
const native = (dialog: CinnabarIntentDialog): HTMLDialogElement =>
  dialog.renderRoot.querySelector('dialog') as HTMLDialogElement;

async function until(what: () => boolean, milliseconds = 6000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!what()) {
    if (performance.now() > end) throw new Error(`not reached: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function askForCode({ dialog, session }: Scene): Promise<void> {
  const before = session.state.challenge;
  sendButton(dialog).click();
  await until(() => session.state.challenge !== before && !codeInput(dialog).disabled);
  await until(() => dialog.shadowRoot?.activeElement === codeInput(dialog));
}

async function enter({ dialog, session }: Scene, code: string): Promise<void> {
  codeInput(dialog).focus();
  codeInput(dialog).select();
  await sendKeys({ type: code });
  await sendKeys({ press: 'Enter' });
  await until(() => session.state.busy === undefined);
  await dialog.updateComplete;
}

describe('cinnabar-intent-dialog', () => {
  beforeEach(() => {
    stage = document.createElement('div');
    document.body.append(stage);
  });

  afterEach(() => stage.remove());

  it('leads from the masked phone over the code to the signatures', async () => {
    const it = await scene();
    assert.equal(text(it.dialog, 'h2'), '意愿认证');
    assert.equal(text(it.dialog, '.methods label'), '短信认证');
    assert.equal(text(it.dialog, 'output'), 'A1B2 C3D4', 'the fingerprint as the message shows it');
    const phone = it.dialog.renderRoot.querySelector<HTMLInputElement>('#phone');
    assert.deepEqual([phone?.value, phone?.readOnly], ['138****0001', true]);
    assert.isTrue(codeInput(it.dialog).disabled, 'no code was sent yet');
    await askForCode(it);
    assert.deepEqual(it.desk.requests, [
      { preparationId: 'prep', method: 'sms', digests: [{ fileId: 'contract', digest: 'ab'.repeat(32) }] },
    ]);
    await enter(it, '246810');
    assert.deepEqual(it.events, ['passed']);
    assert.include(text(it.dialog, '.scene'), '正在签署…');
    assert.equal(it.dialog.shadowRoot?.activeElement?.textContent.trim(), '关闭', 'focus is not lost with the form');
    await until(() => it.session.state.step === 'signed');
    await it.dialog.updateComplete;
    assert.deepEqual(it.events, ['passed', 'signed']);
    assert.include(text(it.dialog, '.scene'), '签署成功');
  });

  it('says how many tries are left, and asks for a new code when there are none', async () => {
    const it = await scene();
    await askForCode(it);
    await enter(it, '111111');
    assert.equal(text(it.dialog, '#problem'), '验证码错误，还可以输入 2 次。');
    assert.equal(codeInput(it.dialog).getAttribute('aria-invalid'), 'true');
    await enter(it, '222222');
    await enter(it, '333333');
    assert.include(text(it.dialog, '#problem'), '请重新获取验证码');
    assert.isTrue(codeInput(it.dialog).disabled);
    assert.deepEqual(it.desk.codes, ['111111', '222222', '333333']);
    assert.isEmpty(it.events);
  });

  it('tells an expired code and a rate limit apart from a wrong one, and goes on', async () => {
    const it = await scene({ resendGap: 0 });
    await askForCode(it);
    it.desk.failing = 'OTP_EXPIRED';
    await enter(it, '246810');
    assert.include(text(it.dialog, '#problem'), '已过期');
    it.desk.failing = 'OTP_RATE';
    sendButton(it.dialog).click();
    await until(() => it.session.state.problem?.code === 'OTP_RATE');
    await it.dialog.updateComplete;
    assert.include(text(it.dialog, '#problem'), '操作过于频繁，请稍后再试');
    await askForCode(it);
    assert.equal(text(it.dialog, '#problem'), '');
    await enter(it, '246810');
    assert.deepEqual(it.events, ['passed']);
  });

  it('counts down to the next message, and lets one be sent then', async () => {
    const it = await scene({ resendGap: 2000 });
    await askForCode(it);
    assert.match(sendButton(it.dialog).textContent, /重新获取（[12]）/);
    assert.isTrue(sendButton(it.dialog).disabled);
    await until(() => !sendButton(it.dialog).disabled, 3500);
    assert.equal(sendButton(it.dialog).textContent.trim(), '重新获取');
    await askForCode(it);
    assert.equal(it.desk.requests.length, 2);
  });

  it('sends nothing until six digits are there; pasting the whole message is fine', async () => {
    const it = await scene();
    await askForCode(it);
    await enter(it, '1234');
    assert.include(text(it.dialog, '#problem'), '6 位验证码');
    assert.isEmpty(it.desk.codes);
    codeInput(it.dialog).value = '【朱砂】验证码 246810，文件指纹 A1B2 C3D4，15分钟内有效';
    codeInput(it.dialog).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await it.dialog.updateComplete;
    assert.equal(codeInput(it.dialog).value, '246810');
    assert.equal(codeInput(it.dialog).autocomplete, 'one-time-code');
    assert.equal(codeInput(it.dialog).inputMode, 'numeric');
  });

  it('sends the last digit by itself when asked to', async () => {
    const it = await scene();
    it.dialog.autoSubmit = true;
    await askForCode(it);
    await sendKeys({ type: '246810' });
    await until(() => it.events.includes('passed'));
    assert.deepEqual(it.desk.codes, ['246810']);
  });

  it('stops when the question is about other files than those on the screen', async () => {
    const it = await scene({ fingerprint: 'f'.repeat(64) });
    sendButton(it.dialog).click();
    await until(() => it.session.state.step === 'failed');
    await it.dialog.updateComplete;
    assert.deepEqual(it.events, ['failed DIGEST_MISMATCH']);
    assert.include(text(it.dialog, '.scene'), '已停止签署');
    assert.isNull(codeInput(it.dialog));
  });

  it('hands what it cannot solve to the host, and says that the work is kept', async () => {
    const it = await scene({ failing: 'REVISION_SUPERSEDED' });
    sendButton(it.dialog).click();
    await until(() => it.events.length > 0);
    await it.dialog.updateComplete;
    assert.deepEqual(it.events, ['failed REVISION_SUPERSEDED']);
    assert.include(text(it.dialog, '.scene'), '都已保留');
  });

  it('loses nothing when it is closed and opened again', async () => {
    const opener = document.createElement('button');
    stage.append(opener);
    opener.focus();
    const it = await scene();
    await askForCode(it);
    await sendKeys({ type: '24' });
    await sendKeys({ press: 'Escape' });
    await until(() => !native(it.dialog).open);
    assert.deepEqual(it.events, ['cancel']);
    assert.isTrue(document.activeElement === opener, 'focus is back');
    it.dialog.show();
    await it.dialog.updateComplete;
    assert.equal(codeInput(it.dialog).value, '24');
    assert.isTrue(sendButton(it.dialog).disabled, 'the countdown goes on');
    await enter(it, '246810');
    assert.deepEqual(it.events, ['cancel', 'passed']);
    assert.equal(it.desk.requests.length, 1, 'no second message');
  });

  it('keeps the focus inside while it is open', async () => {
    const outside = document.createElement('button');
    stage.append(outside);
    const it = await scene();
    for (let i = 0; i < 8; i++) {
      await sendKeys({ press: 'Tab' });
      assert.isFalse(document.activeElement === outside);
    }
    assert.isTrue(native(it.dialog).matches(':modal'));
  });

  it('explains a wait over three seconds, and goes on when it is left', async () => {
    const it = await scene({ statuses: [signing('PROCESSING')] });
    await askForCode(it);
    await enter(it, '246810');
    assert.notInclude(text(it.dialog, '.scene'), '证书');
    await until(() => text(it.dialog, '.scene').includes('签发证书'), 4500);
    it.dialog.renderRoot.querySelector<HTMLElement>('.foot button')?.click();
    await until(() => !native(it.dialog).open);
    it.desk.statuses = [signing('SIGNED')];
    await until(() => it.events.includes('signed'));
    assert.notInclude(it.events, 'cancel', 'leaving after passing is no cancelling');
  });

  it('looks for the signatures again after an outage without another code', async () => {
    const it = await scene({ statuses: ['NETWORK_UNREACHABLE', signing('SIGNED')] });
    await askForCode(it);
    await enter(it, '246810');
    await until(() => it.session.state.step === 'failed');
    await it.dialog.updateComplete;
    const retry = [...it.dialog.renderRoot.querySelectorAll('button')].find((b) => b.textContent.trim() === '重试');
    retry?.click();
    await until(() => it.session.state.step === 'signed');
    assert.deepEqual([it.desk.requests.length, it.desk.codes.length], [1, 1]);
  });

  it('asks the server whether a code was taken when its answer was lost', async () => {
    const it = await scene();
    await askForCode(it);
    it.desk.failing = 'NETWORK_UNREACHABLE';
    await enter(it, '246810');
    assert.include(text(it.dialog, '#problem'), '网络未连接');
    it.desk.taken = true;
    it.desk.failing = 'NETWORK_UNREACHABLE';
    await enter(it, '246810');
    assert.deepEqual(it.events, ['passed']);
  });

  it('reads codes however they are typed, and does not trust a clock that is off', () => {
    assert.equal(readCode('２４６ ８１０'), '246810');
    assert.equal(readCode('24x6'), '246');
    assert.equal(readCode('1234567890'), '123456');
    const now = Date.parse('2026-11-21T10:00:00Z');
    assert.equal(secondsUntil('2026-11-21T10:00:12.300Z', now), 13);
    assert.equal(secondsUntil('2026-11-21T18:00:00Z', now), 60, 'eight hours is a time zone, not a wait');
    assert.equal(secondsUntil('2026-11-21T09:59:00Z', now), 0);
  });

  it('is accessible in three languages, light and dark, and a sheet on phones', async () => {
    const titles: string[] = [];
    for (const language of ['zh-Hans', 'zh-Hant', 'en']) {
      const it = await scene({}, language);
      await askForCode(it);
      await enter(it, '111111');
      titles.push(text(it.dialog, 'h2'));
      await emulateMedia({ colorScheme: language === 'en' ? 'dark' : 'light' });
      await new Promise((resolve) => setTimeout(resolve, 250));
      await assertAccessible(it.dialog);
      it.dialog.remove();
    }
    await emulateMedia({ colorScheme: 'light' });
    assert.deepEqual(titles, ['意愿认证', '意願認證', 'Confirm that you want to sign']);
    await setViewport({ width: 390, height: 844 });
    const it = await scene();
    await new Promise((resolve) => setTimeout(resolve, 250));
    const box = native(it.dialog).getBoundingClientRect();
    await setViewport({ width: 800, height: 600 });
    assert.deepEqual([box.left, box.right, box.bottom], [0, 390, 844]);
  });
});
