import { parseContractName, type NameProblem } from '@cinnabar/core/contract';
import { CinnabarError } from '@cinnabar/core/error';
import { isFillControl, isMarkControl, validateValue, type Control } from '@cinnabar/core/field';
import { partsLength } from '@cinnabar/core/bytes';
import { compileControls, prepareDocument } from '@cinnabar/core/stamp';
import type { NewContractDocuments } from '@cinnabar/client';
import type { OrganizationCaller } from '../accounts/callers.ts';
import { after, rules, type Context } from '../context.ts';
import { isUniqueViolation } from '../database/open.ts';
import type { ContractFileRow, ContractRow, SignerRow } from '../database/schema.ts';
import { loadUpload } from '../files/uploads.ts';
import { enqueue } from '../jobs/runner.ts';
import { newId, sha256 } from '../secrets.ts';
import { placeTemplate, templateById } from '../templates/index.ts';
import { templateValues } from '../templates/values.ts';
import { loadContract, type ContractRecord } from './access.ts';
import { appendEvent, emptyChain } from './evidence.ts';
import { sealsOf } from '../signing/room.ts';
import { checkControls, checkGlyphs, nameControl, pagesFor } from './controls.ts';
import { accountOf, type Parties } from './party.ts';

export interface NewContractRequest extends NewContractDocuments {
  readonly name: string;
  readonly order?: 'parallel' | 'sequential';
  readonly idempotencyKey: string;
}

const { maxFiles } = rules.upload;

/**
 * Freezes the files: values of initiation go in, every control becomes a form field, every signing area a signature
 * field. From here on the pages are never drawn on again. The same idempotency key gives the same contract.
 */
export async function createContract(
  context: Context,
  caller: OrganizationCaller,
  parties: Parties,
  request: NewContractRequest,
): Promise<ContractRecord> {
  const requestHash = sha256(JSON.stringify([request, parties.inOrder]));
  const earlier = await findByKey(context, caller, request.idempotencyKey, requestHash);
  if (earlier !== undefined) return earlier;

  const name = contractName(request.name);
  const contractId = newId('ctr');
  const now = context.now();
  const files = await freezeFiles(context, caller, parties, request, contractId);
  const sequential = request.order === 'sequential';
  const contract: ContractRow = {
    id: contractId,
    organization_id: caller.organizationId,
    name,
    state: 'SIGNING',
    initiator: parties.organization.name,
    initiated_at: now.toISOString(),
    deadline: after(context, context.limits.contractDays * 86_400),
    signing_order: sequential ? 'sequential' : 'parallel',
    idempotency_key: request.idempotencyKey,
    request_hash: requestHash,
    signing_preparation_id: null,
    ...emptyChain(),
  };
  try {
    await context.db.transaction().execute(async (tx) => {
      await tx.insertInto('contracts').values(contract).execute();
      for (const [position, party] of parties.inOrder.entries()) {
        const signer: SignerRow = {
          id: newId('sgn'),
          contract_id: contractId,
          position,
          role: party.role,
          name: party.name,
          organization: party.role === 'employer' ? parties.organization.name : null,
          phone: party.phone,
          account_id: await accountOf(tx, party, caller.organizationId, now),
          state: sequential && position > 0 ? 'WAITING_TURN' : 'PENDING',
          signed_at: null,
        };
        await tx.insertInto('signers').values(signer).execute();
        if (party.role === 'worker' && signer.state === 'PENDING') {
          await enqueue(tx, 'notify', { purpose: 'invitation', signerId: signer.id }, now);
        }
      }
      await tx.insertInto('contract_files').values(files).execute();
      for (const file of files) {
        const { id, revision, digest, size } = file;
        await tx
          .insertInto('file_revisions')
          .values({ file_id: id, revision, digest, size, signer_id: null, created_at: now.toISOString() })
          .execute();
      }
      await appendEvent(tx, contractId, 'SENT', now, {
        name,
        initiator: parties.organization.name,
        by: caller.kind,
        order: contract.signing_order,
        files: files.map(({ id, name: fileName, digest }) => ({ fileId: id, name: fileName, digest })),
      });
    });
  } catch (error) {
    // Two requests with one key at once: the other was first, and its answer is ours.
    const winner = isUniqueViolation(error) && (await findByKey(context, caller, request.idempotencyKey, requestHash));
    if (winner) return winner;
    throw error;
  }
  context.jobs.wake();
  return loadContract(context.db, contractId);
}

async function findByKey(
  context: Context,
  caller: OrganizationCaller,
  key: string,
  requestHash: string,
): Promise<ContractRecord | undefined> {
  const earlier = await context.db
    .selectFrom('contracts')
    .select(['id', 'request_hash'])
    .where('organization_id', '=', caller.organizationId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst();
  if (earlier === undefined) return undefined;
  if (earlier.request_hash !== requestHash) {
    throw new CinnabarError('IDEMPOTENCY_CONFLICT', 'The idempotency key was used for a different contract.');
  }
  return loadContract(context.db, earlier.id);
}

const nameCodes: Readonly<Record<NameProblem, string>> = {
  NAME_REQUIRED: 'CONTRACT_NAME_REQUIRED',
  NAME_TOO_LONG: 'CONTRACT_NAME_TOO_LONG',
  NAME_CHARACTER: 'CONTRACT_NAME_CHARACTER',
};

/** Catalogue INI-06. */
function contractName(input: string): string {
  const name = parseContractName(input);
  if (name.ok) return name.value;
  const [{ code, message }] = name.problems;
  throw new CinnabarError(nameCodes[code], message.en);
}

async function freezeFiles(
  context: Context,
  caller: OrganizationCaller,
  parties: Parties,
  request: NewContractRequest,
  contractId: string,
): Promise<ContractFileRow[]> {
  const fileIds = request.fileControls?.map(({ fileId }) => fileId) ?? request.fileIds ?? [];
  if (fileIds.length === 0 || fileIds.length > maxFiles || new Set(fileIds).size !== fileIds.length) {
    throw new CinnabarError('CONTRACT_FILES', `A contract has one to ${maxFiles} different files.`);
  }
  const template = request.templateId === undefined ? undefined : templateById(request.templateId);
  const answers = template === undefined ? {} : templateValues(template, request.fields ?? {}, parties);
  const stray = Object.keys(request.values ?? {}).find((id) => !fileIds.includes(id));
  if (stray !== undefined) throw new CinnabarError('FILE_NOT_FOUND', 'Values are given for a file that is not sent.');
  const seals = (await sealsOf(context, caller.organizationId)).map(({ artwork }) => artwork);

  const files: ContractFileRow[] = [];
  for (const [position, fileId] of fileIds.entries()) {
    const { upload, bytes } = await loadUpload(context, caller, fileId);
    const given = request.fileControls?.[position]?.controls;
    if (given === undefined && template === undefined) {
      throw new CinnabarError('CONTRACT_CONTROLS', 'Name a template or the controls of every file.');
    }
    const placed = given ?? (await placeTemplate(template as NonNullable<typeof template>, bytes)).controls;
    checkControls(placed, upload.pages, seals);
    const own = request.values?.[fileId] ?? {};
    checkKnown(placed, own);
    const controls = withValues(placed, { ...answers, ...own });
    checkGlyphs(controls, valuesOf(controls), context.fonts);
    const pages = pagesFor(controls, bytes);
    const fields = compileControls(controls, pages ? { pages } : {});
    const parts = await prepareDocument(bytes, fields, context.fonts).catch(nameControl);
    const digest = await context.store.put(parts);
    files.push({
      id: newId('fil'),
      contract_id: contractId,
      position,
      name: upload.name,
      controls: JSON.stringify(controls),
      field_values: JSON.stringify(valuesOf(controls)),
      revision: 1,
      digest,
      size: partsLength(parts),
    });
  }
  return files;
}

function checkKnown(controls: readonly Control[], values: Readonly<Record<string, string>>): void {
  for (const controlId of Object.keys(values)) {
    if (controls.some((control) => control.id === controlId && isFillControl(control))) continue;
    throw new CinnabarError('FIELD_UNKNOWN', 'A value belongs to no field of the file.', { details: { controlId } });
  }
}

/** Puts the values of initiation into the controls; blanks that nobody will fill any more are left out. */
function withValues(controls: readonly Control[], values: Readonly<Record<string, string>>): Control[] {
  return controls.flatMap((control): Control[] => {
    if (isMarkControl(control) || control.kind === 'sign-date') return [control];
    const value = (values[control.id] ?? control.value ?? '').trim();
    if (value === '' && control.readOnly && !control.required) return [];
    const problem = value === '' && !control.readOnly ? undefined : validateValue(control, value);
    if (problem !== undefined) {
      throw new CinnabarError(problem.code, 'A value of the contract does not fit its field.', {
        details: { controlId: control.id },
      });
    }
    return [value === '' ? control : { ...control, value }];
  });
}

function valuesOf(controls: readonly Control[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const control of controls) {
    if (isFillControl(control) && control.value !== undefined) values[control.id] = control.value;
  }
  return values;
}
