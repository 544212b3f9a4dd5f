import { readFile } from 'node:fs/promises';
import { CinnabarError } from '@cinnabar/core/error';
import type { SampleFile } from '@cinnabar/client';
import { inspectUpload } from './intake.ts';

/** Contracts drawn up for this project, so that the whole way can be tried without a file at hand. */
const samples = [
  {
    id: 'labour-contract',
    fileName: '劳动合同（示例）.pdf',
    name: { 'zh-Hans': '劳动合同（示例）', 'zh-Hant': '勞動合約（範例）', en: 'Labour contract (sample)' },
  },
] as const;

export async function sampleFiles(): Promise<readonly SampleFile[]> {
  return Promise.all(
    samples.map(async ({ id, name }) => {
      const { bytes } = await sampleBytes(id);
      return { id, name, size: bytes.length, pages: inspectUpload(bytes).pages };
    }),
  );
}

/** @throws CinnabarError `FILE_NOT_FOUND`. */
export async function sampleBytes(sampleId: string): Promise<{ name: string; bytes: Uint8Array }> {
  const sample = samples.find(({ id }) => id === sampleId);
  if (sample === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'There is no such sample.');
  return {
    name: sample.fileName,
    bytes: await readFile(new URL(`../templates/samples/${sample.id}.pdf`, import.meta.url)),
  };
}
