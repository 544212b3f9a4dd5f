import type { ModificationFinding } from '../report.ts';
import { inLocale, type ReportLocale, type Texts } from './locale.ts';

/** One sentence per rule of the revision diff; `{field}` is the full name of a form field. */
const findingTexts: Readonly<Record<string, Texts>> = {
  unchanged: ['An object was written again as it was.', '对象被原样重新写入。', '物件被原樣重新寫入。'],
  unused: ['An object that nothing refers to was written.', '写入了未被引用的对象。', '寫入了未被引用的物件。'],
  'cross-reference-stream': ['The index of the new revision.', '新版本的索引。', '新版本的索引。'],
  'object-stream': ['A container of objects of the new revision.', '新版本的对象容器。', '新版本的物件容器。'],
  'file-identifier': ['The file identifier was renewed.', '文件标识已更新。', '檔案識別碼已更新。'],
  'document-information': ['The document information was changed.', '文档信息被修改。', '文件資訊被修改。'],
  metadata: ['The metadata were changed.', '元数据被修改。', '中繼資料被修改。'],
  'validation-data': ['Validation data were added.', '添加了验证数据。', '加入了驗證資料。'],
  'validation-data-lost': ['Validation data were removed.', '验证数据被删除。', '驗證資料被刪除。'],
  extensions: ['Extensions were declared.', '声明了扩展。', '宣告了擴充。'],
  version: ['A newer PDF version was declared.', '声明了更新的 PDF 版本。', '宣告了較新的 PDF 版本。'],
  structure: ['The structure for assistive technology was changed.', '辅助阅读结构被修改。', '輔助閱讀結構被修改。'],
  'form-flags': ['The form was marked as signed.', '表单被标记为已签名。', '表單被標記為已簽章。'],
  'form-appearances': ['The form’s drawing flag was changed.', '表单绘制标志被修改。', '表單繪製旗標被修改。'],
  'form-resource-added': ['A resource was added to the form.', '表单中添加了资源。', '表單中加入了資源。'],
  'timestamp-field-added': ['A document time-stamp was added.', '添加了文档时间戳。', '加入了文件時戳。'],
  'signature-field-added': [
    'A signature was added in a new field “{field}”.',
    '在新签名域“{field}”中添加了签名。',
    '在新簽章欄位「{field}」中加入了簽章。',
  ],
  'signature-field-shown': [
    'A signature field that earlier signers did not see was put on a page.',
    '页面上新增了先前签署人未见过的签名域。',
    '頁面上新增了先前簽署人未見過的簽章欄位。',
  ],
  'empty-signature-field-added': ['An empty signature field was added.', '添加了空白签名域。', '加入了空白簽章欄位。'],
  'field-timestamped': [
    'The field “{field}” received a time-stamp.',
    '字段“{field}”已加盖时间戳。',
    '欄位「{field}」已加蓋時戳。',
  ],
  'field-signed': ['The field “{field}” was signed.', '字段“{field}”已签名。', '欄位「{field}」已簽章。'],
  'field-filled': ['The field “{field}” was filled in.', '字段“{field}”已填写。', '欄位「{field}」已填寫。'],
  'field-changed': [
    'The value of the field “{field}” was changed.',
    '字段“{field}”的值被修改。',
    '欄位「{field}」的值被修改。',
  ],
  'field-state': [
    'The state of the field “{field}” was changed.',
    '字段“{field}”的状态被修改。',
    '欄位「{field}」的狀態被修改。',
  ],
  'field-redrawn': [
    'The field “{field}” looks different although its value is what it was.',
    '字段“{field}”的值未变，但外观被修改。',
    '欄位「{field}」的值未變，但外觀被修改。',
  ],
  'field-date': [
    'The date of the field “{field}” was changed.',
    '字段“{field}”的日期被更新。',
    '欄位「{field}」的日期被更新。',
  ],
  'field-locked': ['The field “{field}” was locked.', '字段“{field}”被锁定。', '欄位「{field}」被鎖定。'],
  'field-appearance': [
    'The appearance of the field “{field}” was set.',
    '字段“{field}”的外观已设置。',
    '欄位「{field}」的外觀已設定。',
  ],
  annotation: ['An annotation was added, changed or removed.', '批注被添加、修改或删除。', '註解被加入、修改或刪除。'],
  overlap: [
    'Something was laid over text or pictures of a page.',
    '页面的文字或图片被新增的内容覆盖。',
    '頁面的文字或圖片被新增的內容覆蓋。',
  ],
  'appearance-differs': [
    'The field “{field}” shows something else than its value.',
    '字段“{field}”显示的内容与其值不符。',
    '欄位「{field}」顯示的內容與其值不符。',
  ],
  'appearance-unread': [
    'Whether the field “{field}” shows its value cannot be told.',
    '无法判断字段“{field}”是否显示其值。',
    '無法判斷欄位「{field}」是否顯示其值。',
  ],
  unexplained: [
    'Something was changed that may not change after signing.',
    '签名后不得更改的内容被更改。',
    '簽章後不得變更的內容被變更。',
  ],
  shared: [
    'An object that also serves another purpose was replaced.',
    '同时另有用途的对象被替换。',
    '同時另有用途的物件被替換。',
  ],
  freed: ['An object in use was deleted.', '使用中的对象被删除。', '使用中的物件被刪除。'],
  replaced: ['A part of the document was replaced by another.', '文档的一部分被替换。', '文件的一部分被替換。'],
  'object-in-signed-part': [
    'The new revision shows older content in a new role.',
    '新版本以新的用途引用了旧内容。',
    '新版本以新的用途引用了舊內容。',
  ],
  'object-stream-replaced': [
    'A container of signed objects was replaced.',
    '已签名对象的容器被替换。',
    '已簽章物件的容器被替換。',
  ],
  'hybrid-reference': [
    'The file has two indexes, so that programs may show different content.',
    '文件有两套索引，不同程序可能显示不同内容。',
    '檔案有兩套索引，不同程式可能顯示不同內容。',
  ],
  'object-unlisted': [
    'The new revision holds content that its index does not list; some programs show it all the same.',
    '新版本中藏有索引未列出的内容，部分程序仍会显示。',
    '新版本中藏有索引未列出的內容，部分程式仍會顯示。',
  ],
  'repaired-otherwise': [
    'The signed file holds content that its index does not list; programs that repair the file may show it.',
    '已签名的文件中藏有索引未列出的内容，会修复文件的程序可能显示该内容。',
    '已簽章的檔案中藏有索引未列出的內容，會修復檔案的程式可能顯示該內容。',
  ],
  unreadable: ['A later revision cannot be read or compared.', '后续版本无法读取或比较。', '後續版本無法讀取或比較。'],
  'locked-field': [
    'The field “{field}”, which this signature locked, was changed.',
    '被本签名锁定的字段“{field}”被修改。',
    '被本簽章鎖定的欄位「{field}」被修改。',
  ],
};

const pageContentText: Texts = [
  'The content of a page was changed after signing.',
  '签名后页面的内容被更改。',
  '簽章後頁面的內容被變更。',
];

/** The sentence for `finding` in `locale`; where it stands tells more of what no rule explains. */
export function findingText(
  finding: Pick<ModificationFinding, 'rule' | 'field'> & { readonly path?: string },
  locale: ReportLocale,
): string {
  if (finding.rule === 'unexplained' && /^\/Root\/Pages.*\/Contents(\[\d+\])?$/s.test(finding.path ?? '')) {
    return inLocale(pageContentText, locale);
  }
  const texts = Object.hasOwn(findingTexts, finding.rule) ? findingTexts[finding.rule] : undefined;
  if (!texts) return finding.rule;
  const { field = '' } = finding;
  return inLocale(texts, locale).replace('{field}', () => field);
}

/** Rules that have a sentence. */
export const describedRules: readonly string[] = Object.keys(findingTexts);
