import {
  fillKinds,
  type Control,
  type FillControl,
  type FillKind,
  isMarkControl,
  type MarkControl,
  type MarkKind,
  markKinds,
} from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';
import { samplePdf } from '../../packages/elements/test/support/sample-pdf.ts';

const text = (hans: string, hant: string, en: string): LocalizedText => ({ 'zh-Hans': hans, 'zh-Hant': hant, en });

interface Sample {
  readonly label: LocalizedText;
  /** Lines of the form that it takes. */
  readonly lines?: number;
  readonly fill?: Partial<FillControl>;
  readonly mark?: Partial<MarkControl>;
}

const samples: Readonly<Record<FillKind | MarkKind, Sample>> = {
  text: { label: text('工作岗位', '工作崗位', 'Position') },
  multiline: { label: text('其他约定事项', '其他約定事項', 'Other terms'), lines: 2 },
  number: { label: text('每月休假天数', '每月休假天數', 'Days of leave a month'), fill: { decimals: 1 } },
  money: { label: text('月工资', '月薪', 'Monthly wage'), fill: { format: 'capitals-and-digits' } },
  date: { label: text('到岗日期', '到職日期', 'First working day') },
  'sign-date': { label: text('签署日期', '簽署日期', 'Date of signing') },
  select: {
    label: text('合同期限类型', '合約期限類型', 'Kind of term'),
    fill: { options: ['固定期限', '无固定期限', '以完成一定工作任务为期限'] },
  },
  radio: {
    label: text('工时制度', '工時制度', 'Working hours'),
    fill: { options: ['标准工时', '综合计算', '不定时'] },
  },
  check: { label: text('福利待遇', '福利待遇', 'Benefits'), fill: { options: ['餐补', '交通', '住房', '通讯'] } },
  tick: { label: text('接受岗位调整', '接受職務調整', 'Accepts other posts') },
  'id-number': {
    label: text('居民身份证号', '居民身分證號碼', 'Identity number'),
    fill: { comb: true, maxLength: 18 },
  },
  mobile: { label: text('手机号', '手機號碼', 'Mobile number') },
  email: { label: text('电子邮箱', '電子郵箱', 'E-mail') },
  district: { label: text('通讯地址', '通訊地址', 'Postal address'), lines: 2 },
  education: { label: text('文化程度', '文化程度', 'Education') },
  sex: { label: text('性别', '性別', 'Sex') },
  'employer-name': { label: text('用人单位名称', '用人單位名稱', 'Employer') },
  'credit-code': { label: text('统一社会信用代码', '統一社會信用代碼', 'Credit code') },
  'legal-representative': { label: text('法定代表人', '法定代表人', 'Legal representative') },
  image: { label: text('身份证照片', '身分證照片', 'Picture of the identity card'), lines: 2 },
  attachment: { label: text('学历证明', '學歷證明', 'Proof of education') },
  table: {
    label: text('紧急联系人', '緊急聯絡人', 'Emergency contacts'),
    lines: 3,
    fill: {
      columns: [
        { title: text('姓名', '姓名', 'Name'), width: 1 },
        { title: text('关系', '關係', 'Relation'), width: 1 },
        { title: text('电话', '電話', 'Phone'), width: 2 },
      ],
      maxRows: 3,
    },
  },
  watermark: { label: text('仅供签署', '僅供簽署', 'For signing only') },
  signature: { label: text('劳动者签名', '勞動者簽名', 'Worker’s signature'), lines: 3 },
  initials: { label: text('每页简签', '每頁簡簽', 'Initials'), lines: 2 },
  remark: {
    label: text('手抄备注', '手抄備註', 'Remark by hand'),
    lines: 3,
    mark: { text: '本人已阅读并同意以上条款' },
  },
  'company-seal': { label: text('企业签署区域', '企業簽署區域', 'Company signing area'), lines: 6 },
  'legal-representative-seal': { label: text('法定代表人章', '法定代表人章', 'Seal of the representative'), lines: 3 },
  'cross-page-seal': { label: text('骑缝章', '騎縫章', 'Cross-page seal'), lines: 6, mark: { pages: 'ALL' } },
};

const kinds = [...fillKinds, ...markKinds];
const lineHeight = 24; // points, as the sample paper sets its lines
const perPage = 26;
const sealKinds: readonly string[] = ['company-seal', 'legal-representative-seal', 'cross-page-seal'];

/** Where each kind begins: page, and line of the page from 1 (line 0 is the title). */
const places = (() => {
  let page = 0;
  let line = 1;
  return kinds.map((kind) => {
    const { lines = 1 } = samples[kind];
    if (line + lines > perPage) [page, line] = [page + 1, 1];
    const place = { kind, page, line };
    line += lines;
    return place;
  });
})();

/** Every kind of control there is, each in its own place of {@link allKindsPaper}; seals are the company's. */
export const allKinds: readonly Control[] = places.map(({ kind, page, line }) => {
  const { label, lines = 1, fill, mark } = samples[kind];
  const base = {
    id: kind,
    role: sealKinds.includes(kind) ? 'employer' : 'worker',
    label,
    required: kind !== 'watermark',
    page,
    rect: { x: 210, y: 848 - 90 - lineHeight * (line + lines) + 16, width: 320, height: lineHeight * lines - 4 },
  };
  const control = { ...base, kind, ...fill, ...mark } as Control;
  return isMarkControl(control) ? control : { ...control, fontSize: 12 };
});

/** A form with the name of each control before its place. */
export function allKindsPaper(): Uint8Array {
  const pages = [...new Set(places.map(({ page }) => page))];
  return samplePdf(
    pages.map((page) => {
      const lines = ['各类控件', ...new Array<string>(perPage).fill('')];
      for (const { kind, page: on, line } of places) {
        if (on === page) lines[line] = `${samples[kind].label['zh-Hans']}：`;
      }
      return { lines };
    }),
  );
}
