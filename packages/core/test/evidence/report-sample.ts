import type { Artwork } from '@cinnabar/core/artwork';
import type { EvidenceReportRequest, ReportFonts, ReportLanguages } from '@cinnabar/core/evidence';
import { roundSeal } from '@cinnabar/core/seal';

import { contractFonts } from '../support/fonts.ts';
import { sandbox } from '../support/signing.ts';
import { company, playContract, worker } from './sample.ts';

/** A report's fonts: the contract's. */
export async function reportFonts(): Promise<ReportFonts> {
  return { set: await contractFonts() };
}

const employer = { 'zh-Hans': '用人单位', 'zh-Hant': '用人單位', en: 'Employer' };
const employee = { 'zh-Hans': '劳动者', 'zh-Hant': '勞動者', en: 'Worker' };
const label = (zhHans: string, zhHant: string, en: string): typeof employer => ({
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
});
const simulated = { id: 'cinnabar-sandbox', assurance: 'simulated' } as const;

/** Asks for a report on the contract of the sample. */
export async function reportRequest(languages?: ReportLanguages, repeats = 1): Promise<EvidenceReportRequest> {
  const { content } = await playContract({
    sm3: true,
    change: (facts) => {
      const viewed = facts.find(({ type }) => type === 'document.read')!;
      const at = facts.indexOf(viewed);
      const more = Array.from({ length: repeats - 1 }, () => ({ ...viewed, type: 'document.viewed' }));
      return [...facts.slice(0, at + 1), ...more, ...facts.slice(at + 1)];
    },
  });
  const { heads, ...rest } = content;
  return {
    number: 'EV-20261122-000001',
    issuer: '朱砂签测试平台（广州）有限公司',
    issuedAt: new Date(),
    content: repeats === 1 && heads ? { ...rest, heads } : rest,
    parties: [
      {
        reference: company,
        role: employer,
        name: '广州市南沙区龙穴岛国际航运物流与智能装备制造产业技术研究院有限责任公司第一分公司',
        facts: [
          {
            label: label('统一社会信用代码', '統一社會信用代碼', 'Unified social credit code'),
            value: '91350100M000100Y43',
          },
          { label: label('经办人', '經辦人', 'Agent'), value: '李**　138****5678' },
        ],
        verification: { method: 'bank', at: '2026-11-20T02:11:00.000Z', provider: simulated },
      },
      {
        reference: worker,
        role: employee,
        name: '𬭎*',
        facts: [
          { label: label('身份证号', '身分證號', 'Resident ID'), value: '4401************10' },
          { label: label('手机号', '手機號', 'Mobile'), value: '138****1234' },
        ],
        verification: { method: 'carrier', at: '2026-11-21T09:30:00.000Z', provider: simulated },
      },
    ],
    trust: (await sandbox()).trustAnchors,
    ...(languages ? { languages } : {}),
  };
}

/** The platform's seal. */
export async function platformSeal(): Promise<Artwork> {
  return roundSeal({ organization: '朱砂签测试平台有限公司' }, await contractFonts());
}
