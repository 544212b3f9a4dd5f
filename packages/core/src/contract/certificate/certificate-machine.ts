import type { Machine } from '../../machine/index.ts';

export type CertificateState = 'REQUESTED' | 'ISSUED' | 'EXPIRED' | 'REVOKED';

/** What can happen to a certificate; a column of the table. */
export type CertificateTransition = 'issue' | 'expire' | 'revoke';

/** The certificate of a verified person or company. Catalogue: A20.8, KYC-24, KYC-25, ORG-13. */
export const certificateMachine: Machine<CertificateState, CertificateTransition> = {
  id: 'certificate',
  title: { 'zh-Hans': '数字证书', 'zh-Hant': '數位憑證', en: 'Certificate' },
  initial: 'REQUESTED',
  states: {
    REQUESTED: { label: { 'zh-Hans': '申请中', 'zh-Hant': '申請中', en: 'Requested' } },
    ISSUED: { label: { 'zh-Hans': '有效', 'zh-Hant': '有效', en: 'Issued' } },
    EXPIRED: { label: { 'zh-Hans': '已过期', 'zh-Hant': '已過期', en: 'Expired' } },
    REVOKED: { label: { 'zh-Hans': '已吊销', 'zh-Hant': '已撤銷', en: 'Revoked' } },
  },
  events: {
    issue: { label: { 'zh-Hans': '签发', 'zh-Hant': '簽發', en: 'issue' } },
    expire: { label: { 'zh-Hans': '过期', 'zh-Hant': '過期', en: 'expire' } },
    revoke: { label: { 'zh-Hans': '吊销', 'zh-Hant': '撤銷', en: 'revoke' } },
  },
  transitions: {
    REQUESTED: { issue: ['ISSUED'] },
    ISSUED: { expire: ['EXPIRED'], revoke: ['REVOKED'] },
    EXPIRED: {},
    REVOKED: {},
  },
};
