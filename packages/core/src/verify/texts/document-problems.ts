import type { Texts } from './locale.ts';

/** What is wrong with the place of a signature in its file, with the file, and with what came later. */
export const documentTexts: Readonly<Record<string, Texts>> = {
  BYTE_RANGE_MALFORMED: [
    'The ByteRange of the signature is not four whole numbers.',
    '签名的 ByteRange 不是四个整数。',
    '簽章的 ByteRange 不是四個整數。',
  ],
  BYTE_RANGE_OUT_OF_FILE: [
    'The ByteRange of the signature does not fit the file.',
    '签名的 ByteRange 与文件不符。',
    '簽章的 ByteRange 與檔案不符。',
  ],
  BYTE_RANGE_GAP: [
    'What the signature leaves out is not exactly its own value.',
    '签名未覆盖的部分不只是签名值本身。',
    '簽章未涵蓋的部分不只是簽章值本身。',
  ],
  CONTENTS_MALFORMED: [
    'The signature value is not a hexadecimal string inside its dictionary.',
    '签名值不是签名字典内的十六进制字符串。',
    '簽章值不是簽章字典內的十六進位字串。',
  ],
  SIGNATURE_DICTIONARY_DUPLICATE_KEY: [
    'The signature dictionary has an entry twice.',
    '签名字典中有重复的条目。',
    '簽章字典中有重複的項目。',
  ],
  SIGNATURE_DICTIONARY_DIRECT: [
    'The signature dictionary is not an object of its own.',
    '签名字典不是独立的对象。',
    '簽章字典不是獨立的物件。',
  ],
  SIGNATURE_DICTIONARY_REPLACED: [
    'The signature shown is not the one that was signed.',
    '所显示的签名不是当时签署的签名。',
    '所顯示的簽章不是當時簽署的簽章。',
  ],
  COVERAGE_PARTIAL: [
    'The signature does not cover the whole revision it belongs to.',
    '签名未覆盖其所属版本的全部内容。',
    '簽章未涵蓋其所屬版本的全部內容。',
  ],
  TRAILING_DATA: [
    'The file goes on after its end, with bytes that no signature covers.',
    '文件结尾之后还有未被任何签名覆盖的数据。',
    '檔案結尾之後還有未被任何簽章涵蓋的資料。',
  ],
  FIELD_NAME_DUPLICATE: ['Two form fields have the same name.', '有两个表单字段同名。', '有兩個表單欄位同名。'],
  FIELD_SEVERAL_PARENTS: [
    'The field of the signature stands in the form twice.',
    '签名域在表单中出现了两次。',
    '簽章欄位在表單中出現了兩次。',
  ],
  SIGNATURE_SHARED: [
    'Two fields show the same signature.',
    '两个签名域显示同一个签名。',
    '兩個簽章欄位顯示同一個簽章。',
  ],
  TIMESTAMP_TYPE: [
    'The time-stamp is not marked as a document time-stamp, so it does not count for long-term validation.',
    '该时间戳未标明为文档时间戳，因此不计入长期验证。',
    '該時戳未標明為文件時戳，因此不計入長期驗證。',
  ],
  SUBFILTER_UNUSUAL: [
    'The signature carries a label of Chinese practice (GM) and was judged by its content.',
    '签名使用国密（GM）标签，已按其实际内容验证。',
    '簽章使用國密（GM）標籤，已按其實際內容驗證。',
  ],
  SUBFILTER_UNSUPPORTED: [
    'The signature is of a kind that is not supported, so nothing is known about it.',
    '不支持此类签名，因此无法判断其有效性。',
    '不支援此類簽章，因此無法判斷其有效性。',
  ],
  PDF_HEADER_OFFSET: [
    'Other bytes stand before the header of the file.',
    '文件头之前还有其他数据。',
    '檔案標頭之前還有其他資料。',
  ],
  PDF_STARTXREF: [
    'Where the index of the file is, is not said as it must be; other programs may show something else.',
    '文件未按规定声明其索引的位置，其他程序可能显示不同的内容。',
    '檔案未按規定宣告其索引的位置，其他程式可能顯示不同的內容。',
  ],
  PDF_REVISION_END: [
    'A revision of the file does not end as it should.',
    '文件的某个版本没有正常结束。',
    '檔案的某個版本沒有正常結束。',
  ],
  HYBRID_REFERENCE: [
    'The file has two indexes, one for old programs and one for new ones.',
    '文件有两套索引，分别供旧程序和新程序使用。',
    '檔案有兩套索引，分別供舊程式和新程式使用。',
  ],
  TIMESTAMPED_ONLY: [
    'The file carries time-stamps, but nobody signed it.',
    '文件只有时间戳，没有任何人签名。',
    '檔案只有時戳，沒有任何人簽章。',
  ],
  SIGNATURE_REMOVED: [
    'An earlier state of the file carried a signature that was taken out.',
    '文件的早期版本带有签名，该签名后来被移除。',
    '檔案的早期版本帶有簽章，該簽章後來被移除。',
  ],
  DYNAMIC_XFA: [
    'The file holds an XFA form, which some programs show instead of the signed pages.',
    '文件含有 XFA 表单，部分程序会以其代替已签名的页面显示。',
    '檔案含有 XFA 表單，部分程式會以其代替已簽章的頁面顯示。',
  ],
  DYNAMIC_SCRIPT: [
    'The file holds scripts or actions that may change what is shown.',
    '文件含有可能改变显示内容的脚本或动作。',
    '檔案含有可能改變顯示內容的指令碼或動作。',
  ],
  DYNAMIC_LAYERS: [
    'The file has layers that can be switched on and off.',
    '文件含有可开关的图层。',
    '檔案含有可開關的圖層。',
  ],
  LATER_CHANGES_PERMITTED: [
    'The file was added to after this signature, as is permitted.',
    '签名后文件有所增补，属于允许的范围。',
    '簽章後檔案有所增補，屬於允許的範圍。',
  ],
  LATER_CHANGES_FORBIDDEN: [
    'The file was changed after this signature in a way that is not permitted.',
    '签名后文件被更改，超出了允许的范围。',
    '簽章後檔案被變更，超出了允許的範圍。',
  ],
  LATER_CHANGES_UNDECIDED: [
    'The file was changed after this signature, and how cannot be told.',
    '签名后文件被更改，但无法判断更改了什么。',
    '簽章後檔案被變更，但無法判斷變更了什麼。',
  ],
};
