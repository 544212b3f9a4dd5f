import type { SigningProfile } from './profile.ts';
import type { PlatformRules } from './rules.ts';

/** The two platforms of the seeds. */
export type Preset = 'guangzhou' | 'guangdong';

/** Send, then sign: both sides at once, marks drawn by hand, intent by message or face. Catalogue: D1, D3, D8, GOV-10, LIM-16. */
const guangzhouProfile: SigningProfile = {
  requireWorkerConfirm: false,
  forcedReading: false,
  collectResidence: false,
  faceGateOnEnter: false,
  faceGateOnCommit: false,
  gateMethods: ['face', 'sms'],
  signatureMode: 'hand_drawn_only',
  intentMethods: ['sms', 'face'],
  order: 'parallel',
  requireElectronicConsent: true,
  allowRefuse: true,
  allowLocalDraw: false,
};

/**
 * Confirm, name the addresses, pass two gates, sign; the worker first, then the company.
 *
 * Catalogue: D1, GD-03, GD-05, GD-06, GD-08, GD-10.
 */
const guangdongProfile: SigningProfile = {
  requireWorkerConfirm: true,
  forcedReading: true,
  collectResidence: true,
  faceGateOnEnter: true,
  faceGateOnCommit: true,
  gateMethods: ['face', 'sms'],
  signatureMode: 'free_choice',
  intentMethods: ['face', 'sms'],
  order: 'sequential',
  requireElectronicConsent: true,
  // The worker terminates (合同终止) instead.
  allowRefuse: false,
  allowLocalDraw: false,
};

const tenMegabytes = 10 * 1024 * 1024;

const common: Omit<PlatformRules, 'profile'> = {
  urge: { firstAfterMinutes: 360, minIntervalMinutes: 30, quietHours: null },
  recall: { beforeSigning: true },
  batchSign: { max: 30 },
  contract: { nameMax: 50, deadlineDays: 30, deadlineMaxDays: 90, reminderHours: 48, messageMax: 500 },
  initiation: { maxWorkers: 200, offRoster: 'api' },
  template: { maxFiles: 10, maxFileBytes: tenMegabytes, maxPages: 200, nameMax: 50, initialState: 'CLOSED' },
  upload: { maxFiles: 10, maxFileBytes: tenMegabytes, maxTotalBytes: 10 * tenMegabytes },
  verification: {
    methods: ['telecom', 'bank', 'face'],
    recommended: 'telecom',
    phoneDefault: 'telecom',
    bank: { perDay: 3, perMinute: 2, reservedPhoneWaitDays: 2 },
    activation: { mobile: 'next-month', telecom: 'next-week', unicom: 'next-week' },
  },
  organisation: {
    methods: ['legal-rep', 'transfer', 'letter', 'alipay'],
    recommended: 'legal-rep',
    transferMinutes: 30,
    transferTries: 3,
    transfersPerDay: 3,
    transferDays: 7,
  },
  list: { pageSize: 10, pageSizeMax: 100 },
  statistics: { ranges: ['week', 'month', 'half-year'], customMaxDays: 3660 },
  code: { digits: 6, ttlMinutes: 15, resendSeconds: 60, tries: 5 },
  account: {
    codesPerPhoneHour: 10,
    codesPerAddressHour: 60,
    captchaAfterCodes: 3,
    passwordTries: 5,
    passwordLockMinutes: 30,
  },
  onboarding: { maxRows: 500, inviteDays: 30, maxExtraFields: 20 },
  department: { maxDepth: 8, nameMax: 50 },
  handOff: { ttlMinutes: 5, linkMinutes: 30 },
  retention: { years: 10 },
};

/** The rules of each preset before overrides. */
export const presets: Readonly<Record<Preset, PlatformRules>> = {
  guangzhou: { ...common, profile: guangzhouProfile },
  guangdong: { ...common, profile: guangdongProfile },
};
