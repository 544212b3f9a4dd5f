import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

const phone = '13800000001';

const answers = {
  合同编号: 'YS-2026-0018',
  合同起始日期: '2026-12-01',
  合同截止时间: '2029-11-30',
  试用期开始时间: '2026-12-01',
  试用期截止时间: '2027-05-31',
  工作岗位: '嵌入式软件工程师',
  工作地点: '广州市天河区',
  每月发薪日: '10',
  '每月工资（元）': '15000',
  '试用期工资（元）': '13500',
  其他约定事项: '乙方入职后参加甲方组织的岗前培训，培训费用由甲方承担。',
};

/** What the employer's agent does, step by step, in the employer's portal. */
export class EmployerScenes {
  constructor(actor, server, say) {
    this.actor = actor;
    this.page = actor.page;
    this.server = server;
    this.say = (line) => say(`  employer: ${line}`);
  }

  /** Logs in, uploads, fills in, sends. Resolves to the id of the contract. */
  async start({ files, name, worker }) {
    const { actor, page, server } = this;
    await page.goto(`${server.origin}/`);
    await page.getByText('测试环境').first().waitFor();
    await actor.picture('landing', { other: true });
    await page.goto(`${server.origin}/employer/`);
    await actor.login({ server, phone, send: '发送验证码', enter: '登录' });
    await page.getByRole('heading', { name: '合同管理' }).waitFor();
    await actor.picture('contracts', { other: true });
    this.say('logged in by SMS code');

    await page.getByRole('link', { name: '发起签署' }).first().click();
    for (let count = 0; count < files.samples; count++) {
      await page.locator('.samples button').first().click();
      await page.locator('.file[data-state=ready]').nth(count).waitFor();
    }
    if (files.samples === 0) await page.locator('input[type=file]').setInputFiles(files.paths);
    await page.getByText(/已识别 \d+ 个填写项/).waitFor();
    await page.getByLabel('合同名称').fill(name);
    await page.getByText(worker, { exact: true }).click();
    await page.waitForTimeout(1500); // The preview paints.
    await actor.picture('parties', { other: true });
    this.say(
      `uploaded ${files.samples > 0 ? 'the sample' : files.paths.map((path) => basename(path)).join(', ')}: ${await page.getByText(/已识别/).textContent()}`,
    );

    await actor.button('下一步').click();
    for (const [label, value] of Object.entries(answers)) await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByLabel('文化程度').selectOption('大学本科');
    await actor.picture('form', { other: true });
    await actor.button('下一步').click();
    await page.getByText('请核对，发起后内容不能修改。').waitFor();
    await actor.picture('summary', { other: true });
    await actor.button('发起签署', { exact: true }).click();
    await page.getByRole('heading', { name: '发起成功' }).waitFor();
    await actor.picture('sent', { other: true });
    this.say('sent the contract');
    const href = await page.getByRole('link', { name: '查看合同' }).getAttribute('href');
    return href.split('/').at(-1);
  }

  /** Opens the room, drags the seal to every area, submits, verifies. */
  async sign(contractId) {
    const { actor, page, server } = this;
    await page.goto(`${server.origin}/employer/#/contracts?group=mine`);
    await page.locator(`a[href="#/contracts/${contractId}/room"]`).click();
    const areas = page.locator('cinnabar-field-layer [data-control] .area');
    await page.locator('cinnabar-seal-tray li button').first().waitFor();
    await actor.picture('room', { other: true });
    for (let sealed = 0; ; sealed++) {
      const next = page.locator('#primary');
      const label = (await next.textContent()).trim();
      if (!label.startsWith('下一项')) break;
      await next.click();
      await areas.first().waitFor();
      await page.waitForTimeout(900);
      await this.#dragSeal(sealed === 0);
    }
    await actor.picture('sealed', { other: true });
    await actor.button('提交签署').click();
    await actor.confirmReview();
    await actor.verifyIntent({ server, phone });
    this.say('dragged the seal, submitted, verified by SMS: signed');
    await page.goto(`${server.origin}/employer/#/contracts/${contractId}`);
    await page.locator('[data-verdict]').first().waitFor();
    await actor.picture('contract', { other: true });
  }

  /** Downloads every file by its button; resolves to their paths. */
  async download(contractId, folder, run) {
    const { page, server } = this;
    await page.goto(`${server.origin}/employer/#/contracts/${contractId}`);
    await page.reload();
    await page.locator('[data-state=COMPLETED]').waitFor();
    await page.locator('[data-verdict]').first().waitFor();
    await this.actor.picture('completed', { other: true });
    await mkdir(folder, { recursive: true });
    const links = await page.getByRole('link', { name: /^下载 / }).all();
    const paths = [];
    for (const link of links) {
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      const name = `${run}-${download.suggestedFilename()}`;
      // Two files of a contract may bear the same name.
      const path = paths.some((other) => basename(other) === name)
        ? join(folder, `${run}-${paths.length + 1}-${download.suggestedFilename()}`)
        : join(folder, name);
      await download.saveAs(path);
      paths.push(path);
    }
    await page.goto(`${server.origin}/employer/#/contracts?group=completed`);
    await page.locator(`a[href="#/contracts/${contractId}"]`).first().waitFor();
    await this.actor.picture('contracts-done', { other: true });
    this.say(`downloaded ${paths.length} signed file${paths.length > 1 ? 's' : ''}`);
    return paths;
  }

  async evidence(contractId) {
    const response = await this.page.request.get(
      `${this.server.origin}/api/v1/portal/contracts/${contractId}/evidence`,
    );
    return response.json();
  }

  /** With the mouse, from the tray to the first area that is still empty. */
  async #dragSeal(picture) {
    const { page, actor } = this;
    const from = await page.locator('cinnabar-seal-tray li button').first().boundingBox();
    const target = page.locator('cinnabar-field-layer .control:not(.done) .area').first();
    const to = await target.boundingBox();
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    const end = { x: to.x + to.width / 2, y: to.y + to.height / 2 };
    await page.mouse.move(from.x - 40, from.y + 10, { steps: 6 });
    await page.mouse.move(end.x + 30, end.y - 20, { steps: 20 });
    await page.mouse.move(end.x, end.y, { steps: 6 });
    if (picture) await actor.picture('dragging');
    await page.mouse.up();
    await page.waitForTimeout(500);
  }
}
