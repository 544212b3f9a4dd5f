import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const addresses = {
  户籍地址: '广东省韶关市浈江区风度北路18号',
  经常居住地: '广东省广州市天河区五山路100号3栋502房',
};

/** What the worker does: from the link in the message to the finished file. */
export class WorkerScenes {
  constructor(actor, server, say, worker) {
    this.actor = actor;
    this.page = actor.page;
    this.server = server;
    this.worker = worker;
    this.say = (line) => say(`  worker:   ${line}`);
  }

  async sign(contractId) {
    const { actor, page, server, worker } = this;
    await this.#openLink(contractId);
    await actor.login({ server, phone: worker.phone, send: '获取验证码', enter: '注册并登录' });
    await page.locator('cinnabar-field-layer [data-control]').first().waitFor();
    await page.waitForTimeout(1200);
    await actor.picture('room', { other: true });
    await this.#read();
    await this.#fill();
    await actor.picture('filled', { other: true });
    await this.#write();
    await page.getByRole('button', { name: '提交签署' }).waitFor();
    await actor.picture('handwritten', { other: true });
    await actor.button('提交签署').click();
    await actor.confirmReview();
    await actor.verifyIntent({ server, phone: worker.phone });
    this.say('read, filled both addresses, signed by hand, verified by SMS: signed');
  }

  /** The list and the contract's page as they are after everybody signed. */
  async checkDone(contractId) {
    const { actor, page, server } = this;
    await page.goto(`${server.origin}/worker/#/contracts?group=completed`);
    await page.reload();
    await page.locator(`a[href="#/contracts/${contractId}"]`).waitFor();
    await actor.picture('contracts-done', { other: true });
    await page.locator(`a[href="#/contracts/${contractId}"]`).click();
    await page.locator('[data-state=COMPLETED]').waitFor();
    await page.locator('[data-verdict]').first().waitFor();
    await actor.picture('completed', { other: true });
  }

  /** What the worker downloads is, byte for byte, what the employer downloaded. */
  async checkSameBytes(_contractId, paths) {
    const { page } = this;
    const links = await page.getByRole('link', { name: /^下载 / }).all();
    if (links.length !== paths.length) throw new Error(`The worker sees ${links.length} files, not ${paths.length}`);
    for (const [index, link] of links.entries()) {
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const digests = await Promise.all([await download.path(), paths[index]].map(sha256));
      if (digests[0] !== digests[1]) throw new Error(`${basename(paths[index])} differs between the parties`);
    }
    this.say('downloaded the same bytes');
  }

  /** From the message in the sandbox inbox, as a tap on the link. */
  async #openLink(contractId) {
    const { actor, page, server, worker } = this;
    await server.message(worker.phone, new RegExp(contractId), 0);
    await page.goto(`${server.origin}/sandbox/inbox`);
    const link = page.locator(`a[href*="#/contracts/${contractId}"]`).first();
    await link.waitFor();
    await actor.picture('inbox', { other: true });
    // The inbox may open its links in a tab of its own; the worker's phone has one.
    await page.goto(new URL(await link.getAttribute('href'), server.origin).href);
  }

  /** Scrolls through every page to the end. */
  async #read() {
    const scroller = this.page.locator('cinnabar-contract-viewer .scroller');
    for (;;) {
      const ended = await scroller.evaluate((element) => {
        element.scrollBy(0, element.clientHeight * 0.8);
        return element.scrollTop + element.clientHeight >= element.scrollHeight - 2;
      });
      await this.page.waitForTimeout(150);
      if (ended) break;
    }
    await this.actor.picture('read');
  }

  async #fill() {
    const { page, actor } = this;
    if (!actor.onPhone) return this.#fillOnPaper();
    await page.locator('#primary').click();
    const sheet = page.locator('cinnabar-field-sheet dialog');
    for (const [label, value] of Object.entries(addresses)) {
      await sheet.getByLabel(label).fill(value);
      await actor.picture('sheet');
      await sheet.getByRole('button', { name: /^(下一项|填好了)$/ }).click();
      await page.waitForTimeout(300);
    }
  }

  /** On a PC the primary button names the next field and leads to it. */
  async #fillOnPaper() {
    while (await this.#fillNext());
  }

  /** Fills the field that the primary button names; false when it names none of the addresses. */
  async #fillNext() {
    const { page } = this;
    const primary = page.locator('#primary');
    const named = await primary.textContent();
    const next = Object.entries(addresses).find(([label]) => named.includes(label));
    if (!next) return false;
    await primary.click();
    await page.waitForTimeout(600);
    await page.locator('cinnabar-field-layer').getByLabel(next[0]).fill(next[1]);
    return true;
  }

  /**
   * Follows the primary button to each signing area, from file to file; the first opens the pad, the others take the
   * same writing. A later file may have fields of its own before its area.
   */
  async #write() {
    const { page, actor, worker } = this;
    const primary = page.locator('#primary');
    for (let steps = 0; steps < 20; steps++) {
      if ((await primary.textContent()).includes('提交签署')) return;
      if (!actor.onPhone && (await this.#fillNext())) continue;
      await primary.click();
      await page.waitForTimeout(700);
      if (await page.locator('cinnabar-signature-pad canvas').isVisible()) await actor.writeOnPad(worker.name);
      await page.waitForTimeout(500);
    }
    throw new Error('The signing areas do not end');
  }
}

async function sha256(path) {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
