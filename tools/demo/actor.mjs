import { writeSignature } from './handwriting.mjs';

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** One person's page: what they see is kept as pictures. */
export class Actor {
  #count = 0;

  constructor(page, origin, pictures, viewport) {
    this.page = page;
    this.origin = origin;
    this.pictures = pictures;
    this.viewport = viewport;
    page.setDefaultTimeout(30_000);
  }

  get onPhone() {
    return this.viewport.width < 600;
  }

  button(name, options = {}) {
    return this.page.getByRole('button', { name, ...options });
  }

  /** A picture of the present step; `other` shows it at the other size too (desktop and 390×844). */
  async picture(step, { other = false } = {}) {
    const number = String(++this.#count).padStart(2, '0');
    const take = async (size) => {
      await this.page.waitForTimeout(350);
      await this.page.screenshot({ path: `${this.pictures}-${number}-${step}-${size.width}.png` });
    };
    await take(this.viewport);
    if (!other) return;
    const another = this.onPhone ? desktop : phone;
    await this.page.setViewportSize(another);
    await take(another);
    await this.page.setViewportSize(this.viewport);
    await this.page.waitForTimeout(250);
  }

  /** Logs in with the code from the sandbox inbox. */
  async login({ server, phone: number, send, enter }) {
    const { page } = this;
    await page.getByLabel('手机号', { exact: true }).fill(number);
    const since = Date.now() - 1000;
    await this.button(send).click();
    const { text } = await server.message(number, /登录/, since);
    await page.getByLabel('验证码', { exact: true }).fill(codeOf(text));
    await page.getByLabel('我已阅读并同意').check();
    await this.picture('login', { other: true });
    await this.button(enter, { exact: true }).click();
  }

  /** Looks at every file as it will be signed, then agrees; until then there is nothing to agree to. */
  async confirmReview() {
    await this.page.getByRole('heading', { name: '请核对待签文件' }).or(this.page.locator('#back')).first().waitFor();
    const look = this.button(/^查看第/);
    const confirm = this.button('确认签署');
    for (let file = 1; ; file++) {
      await look.or(confirm).first().waitFor();
      await this.page.waitForTimeout(800);
      await this.picture(file === 1 ? 'review' : `review-file-${file}`, { other: true });
      if (await confirm.isVisible()) break;
      await look.click();
    }
    await confirm.click();
  }

  /** Verifies intent by SMS; the fingerprint on the screen must be the one in the message. */
  async verifyIntent({ server, phone: number }) {
    const { page } = this;
    const dialog = page.getByRole('dialog', { name: '意愿认证' });
    await dialog.waitFor();
    const since = Date.now() - 1000;
    await this.picture('intent');
    await dialog.getByRole('button', { name: '获取验证码' }).click();
    const { text } = await server.message(number, /校验码|指纹/, since);
    const fingerprint = /(?:校验码|指纹) ([0-9a-f]{4} ?[0-9a-f]{4})/i.exec(text)?.[1].replace(' ', '').toLowerCase();
    const shown = (await dialog.textContent()).replace(/\s+/g, '').toLowerCase();
    if (!fingerprint || !shown.includes(fingerprint)) {
      throw new Error(`The message names fingerprint ${fingerprint}, the dialog does not`);
    }
    await dialog.getByLabel('验证码').fill(codeOf(text));
    await this.picture('intent-code');
    const confirm = dialog.getByRole('button', { name: '确认', exact: true });
    if (await confirm.isVisible()) await confirm.click().catch(() => undefined);
    await page.getByText('签署成功').or(page.getByText('签署完成')).first().waitFor({ timeout: 60_000 });
    await this.picture('signed');
  }

  /** Writes a name on the open pad with the pointer this screen has: mouse or finger. */
  async writeOnPad(signature) {
    const pad = this.page.locator('cinnabar-signature-pad canvas');
    await pad.waitFor();
    await this.page.waitForTimeout(400);
    await writeSignature(this.page, await pad.boundingBox(), signature, { touch: this.onPhone });
    await this.picture('handwriting');
    await this.page.locator('cinnabar-signature-pad').getByRole('button', { name: '确定' }).click();
  }
}

/** The digits of a code in a message. */
function codeOf(text) {
  const code = /验证码为(\d{6})/.exec(text)?.[1];
  if (!code) throw new Error(`No code in: ${text}`);
  return code;
}
