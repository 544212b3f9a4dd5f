import { join } from 'node:path';

import { chromium } from 'playwright';

import { chromiumArguments, findChromium } from '../lib/chromium.mjs';
import { Actor } from './actor.mjs';

/** Asking who is logged in is answered with 401 before a login; Chromium reports that on the console. */
const expectedFailure = /\/api\/v1\/portal\/me$/;

/** The browser of the demo. Collects whatever a page may not do. */
export class Stage {
  /** What went wrong in any page: console errors, violations of the policy, requests to third parties. */
  problems = [];
  #actors = [];

  static async open(origin, pictures) {
    const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
    return new Stage(browser, origin, pictures);
  }

  constructor(browser, origin, pictures) {
    this.browser = browser;
    this.origin = origin;
    this.pictures = pictures;
  }

  /** A person at a screen of their own. A narrow screen is a phone: touch, dense pixels. */
  async actor(run, role, viewport) {
    const phone = viewport.width < 600;
    const context = await this.browser.newContext({
      viewport,
      hasTouch: phone,
      isMobile: phone,
      deviceScaleFactor: phone ? 2 : 1,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
    });
    context.on('page', (page) => this.#watch(page, `${run}/${role}`));
    const actor = new Actor(await context.newPage(), this.origin, join(this.pictures, `${run}-${role}`), viewport);
    this.#actors.push({ run, role, actor, context });
    return actor;
  }

  /** Everyone's screen as it is now. */
  async picture(name) {
    for (const { actor } of this.#actors) await actor.picture(name).catch(() => undefined);
  }

  async leave(run) {
    const leaving = this.#actors.filter((entry) => entry.run === run);
    this.#actors = this.#actors.filter((entry) => entry.run !== run);
    for (const { context } of leaving) await context.close();
  }

  async close() {
    await this.browser.close();
  }

  #watch(page, who) {
    const note = (what) => this.problems.push(`${who}: ${what}`);
    page.on('pageerror', (error) => note(error.message));
    page.on('console', (message) => {
      const policy = /content security policy|trusted type/i.test(message.text());
      if (message.type() !== 'error' && !policy) return;
      if (expectedFailure.test(message.location().url)) return;
      note(`${message.text()} (${new URL(message.location().url || page.url()).pathname})`);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== this.origin) note(`third-party request to ${origin}`);
    });
  }
}
