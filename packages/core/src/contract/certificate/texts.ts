import type { ProblemTexts } from '../../language/index.ts';
import type { TransitionRefusal } from '../../machine/index.ts';
import { commonTexts, sentences } from '../refusal/index.ts';

type Own = 'NOT_PERMITTED' | 'CERT_VALIDITY' | 'CERT_NOT_EXPIRED' | 'CERT_NOT_USABLE';

/** Why nothing happens to a certificate, or why it cannot be signed with. */
export type CertificateRefusal = TransitionRefusal | Own;

const texts: ProblemTexts<Own> = {
  NOT_PERMITTED: commonTexts.NOT_PERMITTED,
  CERT_VALIDITY: {
    'zh-Hans': '证书有效期无效',
    'zh-Hant': '憑證有效期無效',
    en: 'The certificate ends before it begins, or has ended already.',
  },
  CERT_NOT_EXPIRED: { 'zh-Hans': '证书尚未过期', 'zh-Hant': '憑證尚未過期', en: 'The certificate is still valid.' },
  CERT_NOT_USABLE: {
    'zh-Hans': '数字证书不可用，请重新申请',
    'zh-Hant': '數位憑證不可用，請重新申請',
    en: 'There is no valid certificate; request a new one.',
  },
};

export const { because } = sentences(texts);
