import type { Control } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import { samplePdf, type SamplePage } from '../../packages/elements/test/support/sample-pdf.ts';

const text = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

/** A made-up labour contract of five pages, drawn on the spot: the stories ship nobody else's files. */
export function sampleContract(): Uint8Array {
  return samplePdf([
    {
      lines: [
        '劳动合同',
        '',
        '甲方（用人单位）：广州云杉科技有限公司',
        '统一社会信用代码：91440101MA5EXAMPLE',
        '',
        '乙方（劳动者）：李雨桐',
        '户籍地址：',
        '经常居住地：',
        '到岗日期：',
        '',
        '甲乙双方依照国家有关劳动的法律、法规，本着自愿、公平、',
        '诚实信用的原则，经协商一致，订立本合同，供双方共同遵守。',
      ],
    },
    clause('一、合同期限', '合同期限自双方签署之日起三年，其中试用期两个月。'),
    clause('二、工作内容和工作地点', '乙方同意从事软件工程岗位的工作，工作地点为广州市。'),
    clause('三、工作时间和劳动报酬', '甲方每月十五日以货币形式足额支付乙方工资。'),
    {
      lines: [
        '四、附则',
        '',
        '本合同自双方以可靠的电子签名签署之日起生效，',
        '双方可随时查看、下载。',
        '',
        '甲方（电子印章）：                         乙方（电子签名）：',
      ],
    },
  ]);
}

/** A second, shorter file. */
export function sampleAgreement(): Uint8Array {
  return samplePdf([
    clause('保密协议', '乙方对在职期间知悉的商业秘密承担保密义务。'),
    { lines: ['签署页', '', '乙方签名：'] },
  ]);
}

/** `count` pages, for seeing how the viewer keeps its calm. */
export function longContract(count: number): Uint8Array {
  return samplePdf(Array.from({ length: count }, (_, i) => clause(`第 ${i + 1} 章`, `这是第 ${i + 1} 页的条款。`)));
}

function clause(title: string, sentence: string): SamplePage {
  return { lines: [title, '', ...Array.from({ length: 22 }, (_, i) => `第${i + 1}条\u3000${sentence}`)] };
}

/** What worker and company fill and sign in {@link sampleContract}. */
export const contractControls: readonly Control[] = [
  {
    id: 'registered-address',
    kind: 'text',
    role: 'worker',
    label: text('户籍地址', '戶籍地址', 'Registered address'),
    required: true,
    maxLength: 40,
    page: 0,
    rect: { x: 136, y: 602, width: 300, height: 18 },
  },
  {
    id: 'residence',
    kind: 'text',
    role: 'worker',
    label: text('经常居住地', '經常居住地', 'Habitual residence'),
    required: true,
    maxLength: 40,
    page: 0,
    rect: { x: 150, y: 578, width: 286, height: 18 },
  },
  {
    id: 'first-day',
    kind: 'date',
    role: 'worker',
    label: text('到岗日期', '到職日期', 'First working day'),
    required: false,
    page: 0,
    rect: { x: 136, y: 554, width: 130, height: 18 },
  },
  {
    id: 'salary',
    kind: 'number',
    role: 'employer',
    label: text('月工资', '月薪', 'Monthly salary'),
    required: true,
    page: 3,
    rect: { x: 380, y: 156, width: 120, height: 18 },
  },
  {
    id: 'company-seal',
    kind: 'company-seal',
    role: 'employer',
    label: text('企业签署区域', '企業簽署區域', 'Company signing area'),
    required: true,
    page: -1,
    rect: { x: 80, y: 480, width: 140, height: 130 },
  },
  {
    id: 'worker-signature',
    kind: 'signature',
    role: 'worker',
    label: text('劳动者签名', '勞動者簽名', 'Worker’s signature'),
    required: true,
    page: -1,
    rect: { x: 340, y: 530, width: 160, height: 60 },
  },
];
