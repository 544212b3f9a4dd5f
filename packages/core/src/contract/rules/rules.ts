import type { SigningProfile } from './profile.ts';

/** Hours of the night in which nobody is urged, as minutes after midnight in Shanghai; may pass midnight (`from` > `until`). */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** When a new mobile number can first be verified at its carrier. */
export type NumberWait = 'none' | 'next-week' | 'next-month';

/** Ways to verify a person: carrier (手机认证), bank card (银行卡认证), face (人脸识别). */
export type PersonMethod = 'telecom' | 'bank' | 'face';

/** Ways to verify an organisation: 法定代表人认证, 对公打款认证, 授权书认证, 企业支付宝认证. */
export type OrganisationMethod = 'legal-rep' | 'transfer' | 'letter' | 'alipay';

/** The quick ranges of the statistics: 近一周, 近一月, 近半年. */
export type StatisticsRange = 'week' | 'month' | 'half-year';

/**
 * Every limit of the platform. Made by {@link platformRules} from a preset and overrides, never written by hand, so that
 * what is fixed stays fixed and what belongs together agrees.
 *
 * Catalogue: A21.
 */
export interface PlatformRules {
  readonly urge: {
    /** Minutes after initiation before the first urge; the boundary is allowed. LIM-01. */
    readonly firstAfterMinutes: number;
    /** Minutes between two urges of one signer of one contract; the boundary is allowed. LIM-02. */
    readonly minIntervalMinutes: number;
    /** None by default. */
    readonly quietHours: QuietHours | null;
  };
  readonly recall: {
    /** Whether 待确认 and 协商中 can be recalled too; 签署中 always can. LIM-03. */
    readonly beforeSigning: boolean;
  };
  readonly batchSign: {
    /** Contracts of one batch. LIM-04. */
    readonly max: number;
  };
  readonly contract: {
    /** Unicode code points of a contract's name. Fixed. LIM-05. */
    readonly nameMax: 50;
    /** Days from initiation to the deadline where the flow names none. LIM-19. */
    readonly deadlineDays: number;
    /** The longest deadline a flow may name, in days. LIM-19. */
    readonly deadlineMaxDays: number;
    /** Hours before the deadline from which on a reminder goes out. */
    readonly reminderHours: number;
    /** Code points of a reason or of a message in a negotiation. */
    readonly messageMax: number;
  };
  readonly initiation: {
    /** Workers of one initiation, each with a contract of their own. */
    readonly maxWorkers: number;
    /** Whether callers of the API may name people who are not on the roster. */
    readonly offRoster: 'never' | 'api';
  };
  readonly template: {
    /** LIM-06. */
    readonly maxFiles: number;
    /** Bytes of one PDF. LIM-07. */
    readonly maxFileBytes: number;
    readonly maxPages: number;
    /** Code points. */
    readonly nameMax: number;
    /** Fixed. LIM-08. */
    readonly initialState: 'CLOSED';
  };
  /** Contracts uploaded as they are; the template's limits unless set. LIM-20. */
  readonly upload: {
    readonly maxFiles: number;
    readonly maxFileBytes: number;
    readonly maxTotalBytes: number;
  };
  readonly verification: {
    /** In the order shown. LIM-13. */
    readonly methods: readonly PersonMethod[];
    /** Carries the badge 推荐. LIM-13. */
    readonly recommended: PersonMethod;
    /** The method a phone shows first. LIM-13. */
    readonly phoneDefault: PersonMethod;
    readonly bank: {
      /** Attempts allowed per calendar day. LIM-09. */
      readonly perDay: number;
      /** Attempts allowed within 60 seconds. LIM-09. */
      readonly perMinute: number;
      /** Days to wait after the number kept at the bank changed. LIM-11. */
      readonly reservedPhoneWaitDays: number;
    };
    /** Per carrier: China Mobile, China Telecom, China Unicom. LIM-10. */
    readonly activation: {
      readonly mobile: NumberWait;
      readonly telecom: NumberWait;
      readonly unicom: NumberWait;
    };
  };
  readonly organisation: {
    /** In the order shown. */
    readonly methods: readonly OrganisationMethod[];
    /** Carries the badge 推荐. */
    readonly recommended: OrganisationMethod;
    /** Minutes named to the person who waits for a transfer. LIM-12. */
    readonly transferMinutes: number;
    /** Wrong amounts until the transfer fails. */
    readonly transferTries: number;
    /** Transfers to be received within a calendar day: each gives so many tries at guessing. */
    readonly transfersPerDay: number;
    /** Days until an unanswered transfer expires. */
    readonly transferDays: number;
  };
  readonly list: {
    /** LIM-14. */
    readonly pageSize: number;
    /** The largest page a caller may ask for. */
    readonly pageSizeMax: number;
  };
  readonly statistics: {
    /** LIM-15. */
    readonly ranges: readonly StatisticsRange[];
    /** Days of the longest custom range. LIM-15. */
    readonly customMaxDays: number;
  };
  /** One-time codes by message or call. LIM-17. */
  readonly code: {
    readonly digits: number;
    readonly ttlMinutes: number;
    readonly resendSeconds: number;
    readonly tries: number;
  };
  readonly account: {
    /** Codes to one phone within an hour, for all purposes together. ACC-11. */
    readonly codesPerPhoneHour: number;
    /** Codes asked for from one network address within an hour. ACC-11. */
    readonly codesPerAddressHour: number;
    /** Codes to one phone within an hour after which a person must pass a captcha first. ACC-11. */
    readonly captchaAfterCodes: number;
    /** Wrong passwords in a row until the account is locked. ACC-07. */
    readonly passwordTries: number;
    readonly passwordLockMinutes: number;
  };
  readonly onboarding: {
    /** Rows of one batch of invitations. ONB-05. */
    readonly maxRows: number;
    /** Days an invitation by message is good for. */
    readonly inviteDays: number;
    /** Fields a company may add to the form. GOV-05. */
    readonly maxExtraFields: number;
  };
  readonly department: {
    /** Levels of the tree. EMP-04. */
    readonly maxDepth: number;
    /** Code points. */
    readonly nameMax: number;
  };
  /** QR codes handed to a phone, for face and handwriting, and links of messages. LIM-18. */
  readonly handOff: {
    readonly ttlMinutes: number;
    readonly linkMinutes: number;
  };
  readonly retention: {
    /** Years a contract is kept after it ended; never below {@link retentionMinimumYears}. LIM-21. */
    readonly years: number;
  };
  /** What a new contract's flow looks like where its initiator says nothing else. LIM-16. */
  readonly profile: SigningProfile;
}

/** Labour Contract Law art. 50: texts of ended contracts are kept for at least two years. */
export const retentionMinimumYears = 2;
