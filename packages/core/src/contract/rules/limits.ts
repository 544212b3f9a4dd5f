import { retentionMinimumYears } from './rules.ts';

/** What a value must be: `expected` says it in words for people who configure a server. */
interface Check {
  readonly expected: string;
  holds(value: unknown): boolean;
}

/** One rule that can be looked up by its path in `PlatformRules`. */
export interface Limit extends Check {
  /** Row of the catalogue's A21 (`LIM-01` … `LIM-21`), its decision or requirement; `own` where the catalogue has none. */
  readonly source: string;
  /** True where no override is possible. */
  readonly fixed?: boolean;
}

const integer = (min: number, max: number): Check => ({
  expected: `integer ${String(min)}–${String(max)}`,
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
});

const boolean: Check = { expected: 'true | false', holds: (value) => typeof value === 'boolean' };

const oneOf = (...options: readonly string[]): Check => ({
  expected: options.join(' | '),
  holds: (value) => typeof value === 'string' && options.includes(value),
});

/** A list without repetition that names at least one of the options. */
const someOf = (...options: readonly string[]): Check => ({
  expected: `[${options.join(', ')}]`,
  holds: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((each) => typeof each === 'string' && options.includes(each)),
});

const quietHours: Check = {
  expected: 'null | { from, until }, minutes 0–1439, different',
  holds: (value) => {
    if (value === null) return true;
    if (typeof value !== 'object' || Object.keys(value).length !== 2) return false;
    const { from, until } = value as { from?: unknown; until?: unknown };
    const minute = integer(0, 1439);
    return minute.holds(from) && minute.holds(until) && from !== until;
  },
};

const wait = oneOf('none', 'next-week', 'next-month');
const days = (max: number): Check => integer(1, max);
const day = 24 * 60;
const gigabyte = 1024 ** 3;

/**
 * Every rule: path → where it comes from, what it may be.
 *
 * Catalogue: LIM-01, LIM-02, LIM-03, LIM-04, LIM-05, LIM-06, LIM-07, LIM-08, LIM-09, LIM-10, LIM-11, LIM-12, LIM-13,
 * LIM-14, LIM-15, LIM-16, LIM-17, LIM-18, LIM-19, LIM-20, LIM-21.
 */
export const limits: Readonly<Record<string, Limit>> = {
  'urge.firstAfterMinutes': { source: 'LIM-01', ...integer(0, 90 * day) },
  'urge.minIntervalMinutes': { source: 'LIM-02', ...integer(1, 90 * day) },
  'urge.quietHours': { source: 'URG-04', ...quietHours },
  'recall.beforeSigning': { source: 'LIM-03', ...boolean },
  'batchSign.max': { source: 'LIM-04', ...integer(1, 1000) },
  'contract.nameMax': { source: 'LIM-05', fixed: true, ...integer(50, 50) },
  'contract.deadlineDays': { source: 'LIM-19', ...days(365) },
  'contract.deadlineMaxDays': { source: 'LIM-19', ...days(365) },
  'contract.reminderHours': { source: 'N-13', ...integer(1, 24 * 90) },
  'contract.messageMax': { source: 'own', ...integer(1, 10_000) },
  'initiation.maxWorkers': { source: 'INI-09', ...integer(1, 10_000) },
  'initiation.offRoster': { source: 'D14', ...oneOf('never', 'api') },
  'template.maxFiles': { source: 'LIM-06', ...integer(1, 100) },
  'template.maxFileBytes': { source: 'LIM-07', ...integer(1, gigabyte) },
  'template.maxPages': { source: 'TPL-04', ...integer(1, 10_000) },
  'template.nameMax': { source: 'TPL-03', ...integer(1, 200) },
  'template.initialState': { source: 'LIM-08', fixed: true, ...oneOf('CLOSED') },
  'upload.maxFiles': { source: 'LIM-20', ...integer(1, 100) },
  'upload.maxFileBytes': { source: 'LIM-20', ...integer(1, gigabyte) },
  'upload.maxTotalBytes': { source: 'LIM-20', ...integer(1, 10 * gigabyte) },
  'verification.methods': { source: 'LIM-13', ...someOf('telecom', 'bank', 'face') },
  'verification.recommended': { source: 'LIM-13', ...oneOf('telecom', 'bank', 'face') },
  'verification.phoneDefault': { source: 'LIM-13', ...oneOf('telecom', 'bank', 'face') },
  'verification.bank.perDay': { source: 'LIM-09', ...integer(1, 1000) },
  'verification.bank.perMinute': { source: 'LIM-09', ...integer(1, 1000) },
  'verification.bank.reservedPhoneWaitDays': { source: 'LIM-11', ...integer(0, 365) },
  'verification.activation.mobile': { source: 'LIM-10', ...wait },
  'verification.activation.telecom': { source: 'LIM-10', ...wait },
  'verification.activation.unicom': { source: 'LIM-10', ...wait },
  'organisation.methods': { source: 'ORG-06', ...someOf('legal-rep', 'transfer', 'letter', 'alipay') },
  'organisation.recommended': { source: 'ORG-06', ...oneOf('legal-rep', 'transfer', 'letter', 'alipay') },
  'organisation.transferMinutes': { source: 'LIM-12', ...integer(1, 7 * day) },
  'organisation.transferTries': { source: 'own', ...integer(1, 20) },
  'organisation.transfersPerDay': { source: 'own', ...integer(1, 20) },
  'organisation.transferDays': { source: 'own', ...days(90) },
  'list.pageSize': { source: 'LIM-14', ...integer(1, 1000) },
  'list.pageSizeMax': { source: 'own', ...integer(1, 1000) },
  'statistics.ranges': { source: 'LIM-15', ...someOf('week', 'month', 'half-year') },
  'statistics.customMaxDays': { source: 'LIM-15', ...days(36_600) },
  'code.digits': { source: 'LIM-17', ...integer(4, 10) },
  'code.ttlMinutes': { source: 'LIM-17', ...integer(1, 60) },
  'code.resendSeconds': { source: 'LIM-17', ...integer(1, 3600) },
  'code.tries': { source: 'LIM-17', ...integer(1, 20) },
  'account.codesPerPhoneHour': { source: 'ACC-11', ...integer(1, 1000) },
  'account.codesPerAddressHour': { source: 'ACC-11', ...integer(1, 100_000) },
  'account.captchaAfterCodes': { source: 'ACC-11', ...integer(0, 1000) },
  'account.passwordTries': { source: 'ACC-07', ...integer(1, 100) },
  'account.passwordLockMinutes': { source: 'ACC-07', ...integer(1, 7 * day) },
  'onboarding.maxRows': { source: 'ONB-05', ...integer(1, 10_000) },
  'onboarding.inviteDays': { source: 'own', ...days(365) },
  'onboarding.maxExtraFields': { source: 'GOV-05', ...integer(0, 100) },
  'department.maxDepth': { source: 'EMP-04', ...integer(1, 20) },
  'department.nameMax': { source: 'own', ...integer(1, 200) },
  'handOff.ttlMinutes': { source: 'LIM-18', ...integer(1, 60) },
  'handOff.linkMinutes': { source: 'LIM-18', ...integer(1, 90 * day) },
  'retention.years': { source: 'LIM-21', ...integer(retentionMinimumYears, 100) },
  'profile.requireWorkerConfirm': { source: 'GD-03', ...boolean },
  'profile.forcedReading': { source: 'GD-03', ...boolean },
  'profile.collectResidence': { source: 'GD-05', ...boolean },
  'profile.faceGateOnEnter': { source: 'GD-06', ...boolean },
  'profile.faceGateOnCommit': { source: 'GD-08', ...boolean },
  'profile.gateMethods': { source: 'GD-06', ...someOf('sms', 'face') },
  'profile.signatureMode': {
    source: 'LIM-16',
    ...oneOf('handwritten_required', 'free_choice', 'hand_drawn_only'),
  },
  'profile.intentMethods': { source: 'WIL-01', ...someOf('sms', 'face') },
  'profile.order': { source: 'D1', ...oneOf('parallel', 'sequential') },
  'profile.allowRefuse': { source: 'D3', ...boolean },
  'profile.requireElectronicConsent': { source: 'GOV-10', ...boolean },
  'profile.allowLocalDraw': { source: 'D8', ...boolean },
};
