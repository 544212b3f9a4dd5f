import { CinnabarError } from '@cinnabar/core/error';
import type { UploadedFile } from '@cinnabar/client';
import type { OrganizationCaller } from '../accounts/callers.ts';
import type { Context } from '../context.ts';
import type { UploadRow } from '../database/schema.ts';
import { newId } from '../secrets.ts';
import { inspectUpload } from './intake.ts';

/** Stores exactly the bytes that came, once they are fit to become a contract. */
export async function storeUpload(
  context: Context,
  caller: OrganizationCaller,
  name: string,
  bytes: Uint8Array,
): Promise<UploadedFile> {
  const { pages } = inspectUpload(bytes);
  const digest = await context.store.put([bytes]);
  const upload: UploadRow = {
    id: newId('fil'),
    organization_id: caller.organizationId,
    name: cleanFileName(name),
    digest,
    size: bytes.length,
    pages,
    created_at: context.now().toISOString(),
  };
  await context.db.insertInto('uploads').values(upload).execute();
  return { fileId: upload.id, name: upload.name, size: upload.size, pages, digest };
}

/** @throws CinnabarError `FILE_NOT_FOUND`, also for another organisation's file. */
export async function loadUpload(
  context: Context,
  caller: OrganizationCaller,
  fileId: string,
): Promise<{ upload: UploadRow; bytes: Uint8Array }> {
  const upload = await context.db
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', fileId)
    .where('organization_id', '=', caller.organizationId)
    .executeTakeFirst();
  if (upload === undefined) throw new CinnabarError('FILE_NOT_FOUND', 'There is no such file.');
  return { upload, bytes: await context.store.get(upload.digest) };
}

/** A name that is safe to show and to save under: no paths, no control or direction characters, ends in `.pdf`. */
export function cleanFileName(name: string): string {
  const base = name
    .normalize('NFC')
    .replace(/^.*[\\/]/su, '')
    .replace(/[\p{C}\p{Zl}\p{Zp}:*?"<>|]/gu, '')
    .replace(/\.pdf$/i, '')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return `${Array.from(base).slice(0, 80).join('') || '合同'}.pdf`;
}
