import type { OrganisationType } from '../../identity/index.ts';
import type { LocalizedText } from '../../language/index.ts';
import type { OrganisationMethod, PlatformRules } from '../rules/index.ts';
import type { OrganisationState } from './organisation-machine.ts';

/** Names of the methods, with the time they take (LBL-28 … LBL-30). Catalogue: ORG-06. */
export const organisationMethodLabels: Readonly<Record<OrganisationMethod, LocalizedText>> = {
  'legal-rep': { 'zh-Hans': '法定代表人认证', 'zh-Hant': '法定代表人認證', en: 'Legal representative' },
  transfer: { 'zh-Hans': '对公打款认证', 'zh-Hant': '對公打款認證', en: 'Corporate transfer' },
  letter: { 'zh-Hans': '授权书认证', 'zh-Hant': '授權書認證', en: 'Authorisation letter' },
  alipay: { 'zh-Hans': '企业支付宝认证', 'zh-Hant': '企業支付寶認證', en: 'Enterprise Alipay' },
};

/** 境外组织请联系在线客服申请实名认证: organisations without a mainland number. Catalogue: ORG-12. */
export const overseasHint: LocalizedText = {
  'zh-Hans': '境外组织请联系在线客服申请实名认证',
  'zh-Hant': '境外組織請聯絡線上客服申請實名認證',
  en: 'Overseas organisations: contact support to be verified.',
};

export interface OfferedOrganisationMethod {
  readonly method: OrganisationMethod;
  readonly label: LocalizedText;
  /** Carries the badge 推荐. */
  readonly recommended: boolean;
  /** How long it takes, as shown beside the name. */
  readonly takes?: LocalizedText;
}

/** The order a sole proprietor sees: 法定代表人, 对公打款, 授权书, 企业支付宝. */
const soleProprietorOrder: readonly OrganisationMethod[] = ['legal-rep', 'transfer', 'letter', 'alipay'];

/**
 * The methods an organisation of this type is offered, in order: the configured one, for sole proprietors the platform's own.
 * What is not configured is hidden. Catalogue: ORG-06, ORG-08, LIM-12, Z-08.
 */
export function organisationMethods(
  { organisation: { methods, recommended, transferMinutes } }: Pick<PlatformRules, 'organisation'>,
  type: OrganisationType,
): readonly OfferedOrganisationMethod[] {
  const order = type === 'sole-proprietor' ? soleProprietorOrder.filter((each) => methods.includes(each)) : methods;
  return order.map((method) => {
    const takes = takesOf(method, transferMinutes);
    return {
      method,
      label: organisationMethodLabels[method],
      recommended: method === recommended,
      ...(takes === undefined ? {} : { takes }),
    };
  });
}

function takesOf(method: OrganisationMethod, minutes: number): LocalizedText | undefined {
  const count = String(minutes);
  if (method === 'legal-rep') return { 'zh-Hans': '即刻完成', 'zh-Hant': '即刻完成', en: 'instant' };
  if (method !== 'transfer') return undefined;
  return { 'zh-Hans': `预计${count}分钟内完成`, 'zh-Hant': `預計${count}分鐘內完成`, en: `about ${count} min` };
}

/** Labels of the representative's fields: 法定代表人…, of sole proprietors 经营者… (LBL-32). Catalogue: ORG-07, ORG-08. */
export function legalRepLabels(
  type: OrganisationType,
): Readonly<Record<'name' | 'documentType' | 'number', LocalizedText>> {
  const [hans, hant, en] =
    type === 'sole-proprietor'
      ? ['经营者', '經營者', 'Operator’s']
      : ['法定代表人', '法定代表人', 'Legal representative’s'];
  return {
    name: { 'zh-Hans': `${hans}名称`, 'zh-Hant': `${hant}名稱`, en: `${en} name` },
    documentType: { 'zh-Hans': `${hans}证件类型`, 'zh-Hant': `${hant}證件類型`, en: `${en} ID type` },
    number: { 'zh-Hans': `${hans}证件号`, 'zh-Hant': `${hant}證件號`, en: `${en} ID number` },
  };
}

/** A step of the bar at the top. */
export interface VerificationStep {
  readonly label: LocalizedText;
  readonly state: 'done' | 'current' | 'ahead';
}

const stepLabels: readonly LocalizedText[] = [
  { 'zh-Hans': '办理人认证', 'zh-Hant': '辦理人認證', en: 'Agent' },
  { 'zh-Hans': '组织信息核验', 'zh-Hant': '組織資訊核驗', en: 'Organisation' },
  { 'zh-Hans': '完成', 'zh-Hant': '完成', en: 'Done' },
];

/** 办理人认证 — 组织信息核验 — 完成: where to resume. Catalogue: ORG-03, Z-09. */
export function organisationSteps(state: OrganisationState): readonly VerificationStep[] {
  const agent = state === 'UNVERIFIED' || state === 'INFO_CONFIRMED';
  const current = agent ? 0 : state === 'VERIFIED' ? stepLabels.length : 1;
  return stepLabels.map((label, index) => ({
    label,
    state: index < current ? 'done' : index === current ? 'current' : 'ahead',
  }));
}
