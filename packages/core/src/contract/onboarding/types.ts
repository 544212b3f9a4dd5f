import type { LocalizedText } from '../../language/index.ts';
import type { Versioned } from '../../machine/index.ts';
import type { PersonRecord } from '../person/index.ts';
import type { OnboardingState } from './onboarding-machine.ts';

/** 紧急联系人关系. */
export type Relation =
  | 'spouse'
  | 'father'
  | 'mother'
  | 'son'
  | 'daughter'
  | 'brother'
  | 'sister'
  | 'grandparent'
  | 'relative'
  | 'friend'
  | 'colleague'
  | 'other';

/** Labels of {@link Relation}. Catalogue: A23.1, ONB-09. */
export const relations: Readonly<Record<Relation, LocalizedText>> = {
  spouse: { 'zh-Hans': '配偶', 'zh-Hant': '配偶', en: 'Spouse' },
  father: { 'zh-Hans': '父亲', 'zh-Hant': '父親', en: 'Father' },
  mother: { 'zh-Hans': '母亲', 'zh-Hant': '母親', en: 'Mother' },
  son: { 'zh-Hans': '儿子', 'zh-Hant': '兒子', en: 'Son' },
  daughter: { 'zh-Hans': '女儿', 'zh-Hant': '女兒', en: 'Daughter' },
  brother: { 'zh-Hans': '兄弟', 'zh-Hant': '兄弟', en: 'Brother' },
  sister: { 'zh-Hans': '姐妹', 'zh-Hant': '姐妹', en: 'Sister' },
  grandparent: { 'zh-Hans': '祖父母', 'zh-Hant': '祖父母', en: 'Grandparent' },
  relative: { 'zh-Hans': '其他亲属', 'zh-Hant': '其他親屬', en: 'Other relative' },
  friend: { 'zh-Hans': '朋友', 'zh-Hant': '朋友', en: 'Friend' },
  colleague: { 'zh-Hans': '同事', 'zh-Hant': '同事', en: 'Colleague' },
  other: { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Other' },
};

/** A field a company adds to the form (入职资料模板). */
export interface ExtraField {
  readonly id: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'date' | 'select';
  readonly required: boolean;
  /** Of `select`. */
  readonly options?: readonly string[];
  /** Why the company needs it (PIPL art. 6): shown to the worker. */
  readonly reason: string;
}

/** What the worker types. */
export interface OnboardingInput {
  readonly address: string;
  readonly emergency: { readonly name: string; readonly relation: string; readonly mobile: string };
  /** By id of {@link ExtraField}. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What the form shows of a verified person, and the keyed hash of their number. */
export type OnboardingIdentity = Pick<PersonRecord, 'name' | 'number' | 'mobile' | 'mobileHash' | 'sex'>;

/** {@link OnboardingInput} in canonical spelling, beside what verification knows of the worker. */
export interface OnboardingForm extends OnboardingInput {
  /** From verification, masked; nobody edits it. */
  readonly identity: OnboardingIdentity;
}

/** A change the employer made; shown to the worker. */
export interface FormEdit {
  /** `address`, `emergency.mobile`, `extra.<id>`. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly by: string;
  readonly at: string;
}

export interface Onboarding extends Versioned<OnboardingState> {
  readonly id: string;
  readonly company: string;
  readonly companyName: string;
  readonly via: 'named' | 'batch' | 'qr';
  /** Of named and batch invitations: who is invited. */
  readonly name?: string;
  /** Keyed hash of the invited number (`mobileHashOf`), and how it is shown. */
  readonly mobileHash?: string;
  readonly mobileMasked?: string;
  /** The worker, once known. */
  readonly person?: string;
  readonly invitedAt: string;
  /** Not opened by then, it expires; absent: never. */
  readonly expiresAt?: string;
  readonly extraFields: readonly ExtraField[];
  readonly form?: OnboardingForm;
  readonly edits: readonly FormEdit[];
  readonly submittedAt?: string;
  readonly reviewer?: string;
  readonly reviewedAt?: string;
  /** Why it was rejected. */
  readonly reason?: string;
  /** Messages that could not be delivered, `N-02` or `N-04`; to be sent again. */
  readonly undelivered: readonly string[];
}

/** The company as it is now. */
export interface CompanyNow {
  readonly name: string;
  readonly active: boolean;
}

export type OnboardingEvent =
  | { readonly type: 'invite' | 'not-verified' | 'verified' | 'approve' | 'revoke' | 'expire' }
  /** By the worker; `mobileHash` is the account's own. */
  | { readonly type: 'open'; readonly mobileHash: string }
  | { readonly type: 'fill'; readonly company: CompanyNow }
  | {
      readonly type: 'submit';
      readonly input: OnboardingInput;
      /** Of the worker's verification; `mobileHash` and `mobile` of the account where the method asked no phone. */
      readonly record: OnboardingIdentity;
      readonly company: CompanyNow;
    }
  | { readonly type: 'edit'; readonly changes: Readonly<Record<string, string>> }
  | { readonly type: 'reject'; readonly reason: string }
  /** A provider could not deliver a message. Changes no state. */
  | { readonly type: 'undelivered'; readonly notice: 'N-02' | 'N-04' };
