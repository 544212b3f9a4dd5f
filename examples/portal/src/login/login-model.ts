import type { Account, PortalClient } from '@cinnabar/client';
import { parseMobile } from '@cinnabar/core/identity';

export type LoginProblem = 'PHONE' | 'CODE' | 'AGREEMENT';

/** Eleven digits of a mainland mobile number that receives SMS; undefined when it is none. */
export function mobileNumber(input: string): string | undefined {
  const mobile = parseMobile(input);
  return mobile.ok ? mobile.value.number : undefined;
}

/** Login by SMS code: what was typed, when a code may be sent again, what is wrong. Knows no page. */
export class LoginModel {
  phone = '';
  code = '';
  agreed = false;
  /** What the reader has to put right first. */
  problem: LoginProblem | undefined;
  /** What the server refused. */
  failure: unknown;
  busy: 'none' | 'sending' | 'entering' = 'none';
  /** Set when a code is on its way. */
  sent = false;

  readonly #client: Pick<PortalClient, 'requestLoginCode' | 'login'>;
  readonly #portal: Account['kind'];
  readonly #changed: () => void;
  readonly #now: () => number;
  #resendAt = 0;

  constructor(
    client: Pick<PortalClient, 'requestLoginCode' | 'login'>,
    portal: Account['kind'],
    changed: () => void,
    now: () => number = Date.now,
  ) {
    this.#client = client;
    this.#portal = portal;
    this.#changed = changed;
    this.#now = now;
  }

  /** Seconds until a code may be sent again; 0 when it may be. */
  get secondsToResend(): number {
    return Math.max(0, Math.ceil((this.#resendAt - this.#now()) / 1000));
  }

  async sendCode(): Promise<void> {
    const phone = mobileNumber(this.phone);
    this.problem = phone ? undefined : 'PHONE';
    if (phone && this.busy === 'none' && this.secondsToResend === 0) {
      await this.#attempt('sending', async () => {
        const { resendAt } = await this.#client.requestLoginCode(phone, this.#portal);
        this.#resendAt = Date.parse(resendAt);
        this.sent = true;
      });
    }
    this.#changed();
  }

  /** The account, or undefined when something is to be put right. */
  async enter(): Promise<Account | undefined> {
    const phone = mobileNumber(this.phone);
    const code = this.code.trim();
    this.problem = !phone ? 'PHONE' : !/^\d{4,8}$/.test(code) ? 'CODE' : !this.agreed ? 'AGREEMENT' : undefined;
    let account: Account | undefined;
    if (phone && !this.problem && this.busy === 'none') {
      await this.#attempt('entering', async () => {
        account = await this.#client.login(phone, code, this.#portal);
      });
    }
    this.#changed();
    return account;
  }

  async #attempt(busy: 'sending' | 'entering', act: () => Promise<void>): Promise<void> {
    this.busy = busy;
    this.failure = undefined;
    this.#changed();
    try {
      await act();
    } catch (error) {
      this.failure = error;
    } finally {
      this.busy = 'none';
    }
  }
}
