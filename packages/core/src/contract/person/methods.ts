import type { LocalizedText } from '../../language/index.ts';
import { millisOf } from '../calendar/index.ts';
import type { PersonMethod, PlatformRules } from '../rules/index.ts';
import type { PersonVerification } from './types.ts';

/** Names of the methods and what they compare (LBL-35, LBL-36, LBL-39). Catalogue: KYC-03, KYC-06, KYC-11, KYC-20. */
export const personMethodLabels: Readonly<
  Record<PersonMethod, { readonly name: LocalizedText; readonly factors: LocalizedText; readonly who: LocalizedText }>
> = {
  telecom: {
    name: { 'zh-Hans': '手机认证', 'zh-Hant': '手機認證', en: 'Phone' },
    factors: { 'zh-Hans': '运营商三要素', 'zh-Hant': '電信商三要素', en: 'Carrier, three factors' },
    who: { 'zh-Hans': '仅支持大陆人士', 'zh-Hant': '僅支援大陸人士', en: 'Mainland persons only' },
  },
  bank: {
    name: { 'zh-Hans': '银行卡认证', 'zh-Hant': '銀行卡認證', en: 'Bank card' },
    factors: { 'zh-Hans': '银行卡四要素', 'zh-Hant': '銀行卡四要素', en: 'Bank card, four factors' },
    who: {
      'zh-Hans': '支持大陆、港澳台及外籍人士',
      'zh-Hant': '支援大陸、港澳台及外籍人士',
      en: 'Also people from Hong Kong, Macau, Taiwan and abroad',
    },
  },
  face: {
    name: { 'zh-Hans': '人脸识别', 'zh-Hant': '人臉辨識', en: 'Face' },
    factors: { 'zh-Hans': '活体检测', 'zh-Hant': '活體檢測', en: 'Liveness check' },
    who: { 'zh-Hans': '仅支持大陆人士', 'zh-Hant': '僅支援大陸人士', en: 'Mainland persons only' },
  },
};

/** A method as the page offers it. */
export interface OfferedMethod {
  readonly method: PersonMethod;
  /** Carries the badge 推荐. */
  readonly recommended: boolean;
  /** Chosen when the page opens. */
  readonly initial: boolean;
  /** Not usable before this instant. */
  readonly lockedUntil?: string;
}

/**
 * The methods in the configured order; on a phone the configured one comes first. What is locked stays in the list and says
 * until when; what is open is chosen at first. Catalogue: KYC-03, KYC-04, KYC-05, LIM-13, Z-07.
 */
export function personMethods(
  { verification: { methods, recommended, phoneDefault } }: Pick<PlatformRules, 'verification'>,
  client: 'pc' | 'phone',
  state?: { readonly verification: Pick<PersonVerification, 'locks'>; readonly now: string },
): readonly OfferedMethod[] {
  const first = client === 'phone' ? phoneDefault : recommended;
  const order = client === 'phone' ? [first, ...methods.filter((method) => method !== first)] : methods;
  const lockOf = (method: PersonMethod): string | undefined =>
    state === undefined ? undefined : lockedUntil(state.verification, method, state.now);
  const initial = lockOf(first) === undefined ? first : order.find((method) => lockOf(method) === undefined);
  return order.map((method) => {
    const until = lockOf(method);
    return {
      method,
      recommended: method === recommended,
      initial: method === initial,
      ...(until === undefined ? {} : { lockedUntil: until }),
    };
  });
}

/** Until when a method is locked; undefined when it can be used. Catalogue: KYC-16. */
export function lockedUntil(
  { locks }: Pick<PersonVerification, 'locks'>,
  method: PersonMethod,
  now: string,
): string | undefined {
  const until = locks[method];
  return until !== undefined && millisOf(now) < millisOf(until) ? until : undefined;
}

/** What to offer after a failure: the other methods that are open now. Catalogue: KYC-20, KYC-24. */
export function fallbackMethods(
  verification: Pick<PersonVerification, 'locks' | 'method'>,
  rules: Pick<PlatformRules, 'verification'>,
  now: string,
): readonly PersonMethod[] {
  return rules.verification.methods.filter(
    (method) => method !== verification.method && lockedUntil(verification, method, now) === undefined,
  );
}
