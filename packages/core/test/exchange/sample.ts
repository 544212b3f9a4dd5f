import type { ExchangeBatch, ExchangeRecord } from '@cinnabar/core/exchange';

export const today = '2026-11-22';

const signature = {
  signedAt: '2026-11-20T09:30:00.000+08:00',
  intentMethod: 'sms',
  certificateIssuer: 'CN=测试机构, C=CN',
  certificateSerial: '5ef9b1344f8ad62c',
  algorithm: 'ecdsa-with-SHA256',
} as const;

/** Every field there is. Numbers are the standards' own examples, of no living person. */
export const record: ExchangeRecord = {
  recordId: 'rec-0001',
  operation: 'create',
  employer: {
    name: '广州市示例科技有限公司',
    uscc: '91350100M000100Y43',
    orgType: 'enterprise',
    legalRep: '陈示例',
    registeredAddress: '广州市天河区示例路1号',
    businessAddress: '广州市天河区示例路2号',
    divisionCode: '440106',
    industry: '软件和信息技术服务业',
    phone: '020-12345678',
    agent: '李经办',
  },
  worker: {
    name: '王小明',
    idType: 'resident-id',
    idNumber: '11010519491231002X',
    sex: '2',
    birthDate: '1949-12-31',
    nationality: 'CHN',
    education: '20',
    phone: '13800138000',
    householdAddress: { code: '440106', text: '广东省广州市天河区示例街3号' },
    habitualResidence: { code: '440104', text: '广东省广州市越秀区示例街4号' },
  },
  contract: {
    contractId: 'contract-0001',
    name: '劳动合同',
    kind: '1',
    employmentForm: 'full',
    startDate: '2026-12-01',
    endDate: '2029-11-30',
    probationStart: '2026-12-01',
    probationEnd: '2027-02-28',
    post: '软件工程师',
    workPlace: '广州市天河区',
    workingTimeSystem: 'standard',
    payForm: 'monthly',
    pay: '12000.00',
    payDay: 10,
    socialInsurance: 'yes',
    otherTerms: '保密协议见附件。',
  },
  signing: {
    employer: signature,
    worker: { ...signature, signedAt: '2026-11-20T09:00:00.000+08:00' },
    timestampToken: 'MIIB'.repeat(4),
    effectiveAt: '2026-11-20T09:30:00.000+08:00',
  },
  files: [
    {
      name: '劳动合同.pdf',
      mediaType: 'application/pdf',
      size: 35_612,
      sha256: 'ab'.repeat(32),
      sm3: 'cd'.repeat(32),
      archiveRef: 'archive/2026/0001',
    },
  ],
  consents: [
    { recipient: '广州市人力资源和社会保障局', purpose: '劳动用工备案', consentedAt: '2026-11-20T08:55:00.000+08:00' },
  ],
};

export const batch: ExchangeBatch = {
  schemaVersion: 'elc-exchange/1',
  batchId: 'batch-0001',
  platformId: 'platform-0001',
  purpose: 'archive',
  submittedAt: '2026-11-21T02:00:00.000+08:00',
  records: [record],
};
