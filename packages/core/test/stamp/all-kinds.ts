import { zlibSync } from 'fflate';

import { base64ToBytes, concatBytes } from '@cinnabar/core/bytes';
import { writeTable, type Control, type FillKind, type MarkKind } from '@cinnabar/core/field';

import { PdfBuilder } from '../pdf/pdf-builder.ts';

/** Three pages of A4, the second turned by a quarter. */
export function threePages(): Uint8Array {
  const page = (more: string): string => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${more} >>`;
  return new PdfBuilder()
    .object(1, '<< /Type /Catalog /Pages 2 0 R >>')
    .object(2, '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>')
    .object(3, page(''))
    .object(4, page('/Rotate 90'))
    .object(5, page(''))
    .table('/Root 1 0 R /Size 6')
    .build();
}

const text = (words: string): Control['label'] => ({ 'zh-Hans': words, 'zh-Hant': words, en: words });

/** In two columns down the page. */
function place(row: number, column: 0 | 1, height = 20, width = 225): Pick<Control, 'page' | 'rect'> {
  return { page: 0, rect: { x: 60 + 250 * column, y: 780 - 28 * row - height + 20, width, height } };
}

function fill(kind: FillKind, row: number, column: 0 | 1, more: object = {}, height?: number): Control {
  const role = column === 0 ? 'employer' : 'worker';
  return { kind, id: kind, role, label: text(kind), required: true, ...place(row, column, height), ...more } as Control;
}

function mark(kind: MarkKind, role: string, rect: Control['rect'], more: object = {}): Control {
  return { kind, id: kind, role, label: text(kind), required: true, page: 0, rect, ...more } as Control;
}

/** One control of every kind, the left column the employer's, the right one the worker's. */
export const allKinds: readonly Control[] = [
  fill('text', 0, 0, { format: 'upper-case' }),
  fill('number', 1, 0, { format: 'grouped', decimals: 2 }),
  fill('money', 2, 0),
  fill('date', 3, 0, { format: 'yyyy年MM月dd日' }),
  fill('select', 4, 0, { options: ['标准工时', '不定时'] }),
  fill('radio', 5, 0, { options: ['固定期限', '无固定期限'] }),
  fill('employer-name', 6, 0),
  fill('credit-code', 7, 0, { comb: true, maxLength: 18 }),
  fill('legal-representative', 8, 0),
  fill('multiline', 9, 0, {}, 76),
  fill(
    'table',
    12,
    0,
    { columns: ['月份', '工资', '备注'].map((title, i) => ({ title: text(title), width: i + 1 })) },
    76,
  ),
  fill('check', 0, 1, { options: ['养老', '医疗', '失业', '工伤'] }),
  fill('tick', 1, 1, { rect: { x: 310, y: 752, width: 20, height: 20 } }),
  fill('id-number', 2, 1, { comb: true, maxLength: 18 }),
  fill('mobile', 3, 1),
  fill('email', 4, 1),
  fill('education', 5, 1),
  fill('sex', 6, 1, {
    optionRects: [
      { x: 310, y: 612, width: 14, height: 14 },
      { x: 350, y: 612, width: 14, height: 14 },
    ],
  }),
  fill('sign-date', 7, 1),
  fill('district', 8, 1, {}, 34),
  fill('attachment', 10, 1, {}, 34),
  fill('image', 12, 1, {}, 76),
  fill('watermark', 0, 0, { value: '样本 SAMPLE' }),
  mark('company-seal', 'employer', { x: 60, y: 210, width: 130, height: 130 }),
  mark('legal-representative-seal', 'employer', { x: 200, y: 230, width: 70, height: 70 }),
  mark('cross-page-seal', 'employer', { x: 0, y: 500, width: 120, height: 120 }, { pages: 'ALL' }),
  mark('signature', 'worker', { x: 310, y: 270, width: 150, height: 60 }),
  mark('initials', 'worker', { x: 500, y: 30, width: 50, height: 24 }, { pages: '1-3' }),
  mark('remark', 'worker', { x: 310, y: 200, width: 225, height: 50 }, { text: '本人已阅读' }),
];

/** A picture of 8 by 4 pixels that fades out to the right. */
export function smallPng(): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Uint8Array => {
    const body = concatBytes(new TextEncoder().encode(type), data);
    const out = new Uint8Array(body.length + 8);
    const view = new DataView(out.buffer);
    view.setUint32(0, data.length);
    out.set(body, 4);
    view.setUint32(body.length + 4, crc32(body));
    return out;
  };
  const header = new Uint8Array([0, 0, 0, 8, 0, 0, 0, 4, 8, 6, 0, 0, 0]);
  const row = [0, ...Array.from({ length: 8 }, (_, x) => [200, 20, 20, 255 - 32 * x]).flat()];
  const rows = new Uint8Array(Array.from({ length: 4 }, () => row).flat());
  return concatBytes(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', zlibSync(rows)),
    chunk('IEND', new Uint8Array()),
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

export const images: Readonly<Record<string, Uint8Array>> = { image: smallPng() };

/** Synthetic data; the identity number is the standard's own example. */
export const employerValues: Readonly<Record<string, string>> = {
  text: 'ABC 公司',
  number: '1234567.5',
  money: '107000.53',
  date: '2026-11-21',
  select: '标准工时',
  radio: '固定期限',
  'employer-name': '广州市朱砂信息科技有限公司',
  'credit-code': '91350100M000100Y43',
  'legal-representative': '王𬭎',
  multiline: '其他约定事项：工作时间（含加班）按国家规定执行，Employee handbook 2026 适用。',
  table: writeTable([
    ['一月', '8000', '试用期'],
    ['二月', '10000', '转正后的第一个月，含绩效工资'],
  ]),
};

export const workerValues: Readonly<Record<string, string>> = {
  check: '养老\n工伤',
  tick: 'no',
  'id-number': '11010519491231002X',
  mobile: '13800138000',
  email: 'worker@example.com',
  education: '大学本科',
  sex: '女',
  'sign-date': '2026-11-22',
  district: '广东省广州市天河区\n体育西路 1 号',
  attachment: `学历证书.pdf\n${'ab'.repeat(32)}`,
  image: 'upload-1',
};

/** 24 by 16 pixels, the left third red, the rest white. */
export const smallJpeg: () => Uint8Array = () => base64ToBytes(jpeg);
const jpeg =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAYF/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABUBAQEAAAAAAAAAAAAAAAAAAAME/8QAGBEBAAMBAAAAAAAAAAAAAAAAAAMEQUL/2gAMAwEAAhEDEQA/AMpdoRdij1dc5ACoX//Z';

/** `smallJpeg` with an application segment behind its start. */
export function withSegment(marker: number, data: Uint8Array): Uint8Array {
  const jpeg = smallJpeg();
  const head = new Uint8Array([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff]);
  return concatBytes(jpeg.subarray(0, 2), head, data, jpeg.subarray(2));
}

/** What a camera notes: how it was held. */
export function exif(orientation: number): Uint8Array {
  const tag = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  const header = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0];
  return new Uint8Array([...new TextEncoder().encode('Exif'), 0, 0, ...header, ...tag, 0, 0, 0, 0]);
}
