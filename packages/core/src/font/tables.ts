/** The tables of a TrueType file (ISO/IEC 14496-22 §4.5) by tag; undefined when `data` is not a single TrueType font. */
export function readTables(data: Uint8Array): Map<string, DataView> | undefined {
  const file = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length < 12 || (file.getUint32(0) !== 0x00010000 && file.getUint32(0) !== 0x74727565)) return undefined;
  const tables = new Map<string, DataView>();
  const count = file.getUint16(4);
  if (12 + 16 * count > data.length) return undefined;
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i;
    const tag = String.fromCharCode(...data.subarray(record, record + 4));
    const [offset, length] = [file.getUint32(record + 8), file.getUint32(record + 12)];
    if (offset + length > data.length) return undefined;
    tables.set(tag, new DataView(data.buffer, data.byteOffset + offset, length));
  }
  return tables;
}
