import { assert } from 'chai';
import * as fc from 'fast-check';
import {
  assetMachine,
  assetUseProblem,
  certificateMachine,
  certificateProblem,
  chooseDefault,
  decideAsset,
  decideCertificate,
  requestCertificate,
  revocationReasons,
  sealTypes,
  type Actor,
  type AssetEvent,
  type AssetState,
  type CertificateRecord,
  type SignatureAsset,
} from '@cinnabar/core/contract';
import { after, digest, manager, start, stranger, worker } from './support.ts';
import { asSystem, assertStep, no, ok, run, secretContext, tableOf } from './machine-support.ts';

const admin: Actor = { ...manager, ref: 'admin-1', role: 'admin' };
const signature = (state: AssetState = 'ACTIVE', id = 'as-1'): SignatureAsset => ({
  id,
  kind: 'hand-drawn',
  owner: 'worker-1',
  digest,
  session: 's-1',
  createdAt: start,
  state,
  version: 1,
});
const seal = (changes: Partial<SignatureAsset> = {}): SignatureAsset => ({
  ...signature(),
  kind: 'company-seal',
  owner: 'co-1',
  sealType: 'contract',
  ...changes,
});
const own = secretContext(worker);

describe('signatures and seals', () => {
  it('[A20.8] have the catalogue’s states', () => {
    assert.deepEqual(tableOf(assetMachine), [
      'DRAFT activate→ACTIVE delete→DELETED',
      'ACTIVE make-default→DEFAULT disable→DISABLED',
      'DEFAULT cede-default→ACTIVE disable→DISABLED',
      'DISABLED activate→ACTIVE delete→DELETED',
      'DELETED',
    ]);
  });

  it('[GD-11] are deleted only when no document has them', () => {
    assert.equal(no(decideAsset(signature('DISABLED'), { type: 'delete', used: true }, own)), 'ASSET_USED');
    const deleted = ok(decideAsset(signature('DISABLED'), { type: 'delete', used: false }, own)).next;
    assert.deepInclude(deleted, { state: 'DELETED', deletedAt: start, digest });
  });

  it('[GD-11] have one default', () => {
    const kept = [signature('DEFAULT', 'old'), signature('ACTIVE', 'new'), signature('ACTIVE', 'third')];
    const { next } = ok(chooseDefault(kept, 'new', own));
    assert.deepEqual(
      next.map(({ id, state }) => `${id} ${state}`),
      ['new DEFAULT', 'old ACTIVE'],
    );
    assert.equal(no(chooseDefault(kept, 'nothing', own)), 'ASSET_DISABLED');
    assert.equal(no(chooseDefault(kept, 'old', own)), 'TRANSITION_NOT_ALLOWED');
  });

  it('[GOV-06] are their person’s, and seals the administrator’s', () => {
    const disable = { type: 'disable' } as const;
    assert.equal(no(decideAsset(signature(), disable, secretContext(stranger))), 'NOT_PERMITTED');
    assert.equal(no(decideAsset(seal(), disable, secretContext(manager))), 'NOT_PERMITTED');
    assert.equal(no(decideAsset(seal(), disable, secretContext({ ...admin, company: 'co-2' }))), 'NOT_PERMITTED');
    assert.equal(ok(decideAsset(seal(), disable, secretContext(admin))).next.state, 'DISABLED');
  });

  it('[ORG-13] seals work once the company is verified', () => {
    const drawn = seal({ state: 'DRAFT' });
    const early = secretContext({ ...admin, companyVerified: false });
    assert.equal(no(decideAsset(drawn, { type: 'activate' }, early)), 'KYC_REQUIRED');
    assert.equal(ok(decideAsset(drawn, { type: 'activate' }, secretContext(admin))).next.state, 'ACTIVE');
  });

  it('[GOV-06] seals are used by those who may', () => {
    const code = (asset: SignatureAsset, actor: Actor) => assetUseProblem(asset, actor)?.code;
    assert.isUndefined(code(seal(), manager));
    assert.isUndefined(code(seal({ users: ['agent-1'] }), manager));
    assert.equal(code(seal({ users: ['agent-7'] }), manager), 'ASSET_RIGHT');
    assert.equal(code(seal(), { ...manager, permissions: [] }), 'ASSET_RIGHT');
    assert.equal(code(seal({ kind: 'legal-rep-seal' }), manager), 'ASSET_RIGHT');
    assert.equal(code(seal({ state: 'DISABLED' }), manager), 'ASSET_DISABLED');
    assert.isUndefined(code(signature('DEFAULT'), worker));
    assert.equal(code(signature('DRAFT'), worker), 'ASSET_DISABLED');
    assert.equal(code(signature(), stranger), 'NOT_PERMITTED');
    assert.deepEqual(
      Object.values(sealTypes).map((label) => label['zh-Hans']),
      ['公章', '合同专用章', '人事专用章', '财务专用章', '法定代表人章', '其他'],
    );
  });

  it('[A20.8] move by the table in any order', () => {
    const any = fc.constantFrom<AssetEvent>(
      { type: 'activate' },
      { type: 'make-default' },
      { type: 'cede-default' },
      { type: 'disable' },
      { type: 'delete', used: false },
      { type: 'delete', used: true },
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 15 }), (events) => {
        let current = signature('DRAFT');
        for (const event of events) {
          const before = current;
          current = assertStep(assetMachine, before, event.type, decideAsset(before, event, own), (expectedVersion) =>
            decideAsset(before, event, { ...own, expectedVersion }),
          );
          assert.equal(current.digest, digest);
          if (current.state === 'DELETED' && before.state !== 'DELETED') assert.deepInclude(event, { used: false });
        }
      }),
      run,
    );
  });
});

describe('certificates', () => {
  const requested = () =>
    ok(requestCertificate({ id: 'ce-1', holder: 'worker-1', verification: 've-1' }, asSystem())).next;
  const issue = {
    type: 'issue',
    serial: '0a',
    issuer: 'CN=Cinnabar',
    licensed: false,
    notBefore: start,
    notAfter: after({ days: 365 }),
  } as const;
  const issued = () => ok(decideCertificate(requested(), issue, asSystem())).next;

  it('[A20.8] have the catalogue’s states', () => {
    assert.deepEqual(tableOf(certificateMachine), [
      'REQUESTED issue→ISSUED',
      'ISSUED expire→EXPIRED revoke→REVOKED',
      'EXPIRED',
      'REVOKED',
    ]);
  });

  it('[KYC-24, D10] are requested, issued and say whether a licensed service did', () => {
    assert.deepInclude(issued(), { state: 'ISSUED', serial: '0a', licensed: false });
    assert.equal(no(requestCertificate({ id: 'x', holder: 'y', verification: 'z' }, own)), 'NOT_PERMITTED');
    assert.equal(no(decideCertificate(requested(), issue, own)), 'NOT_PERMITTED');
    assert.equal(no(decideCertificate(requested(), { ...issue, notAfter: start }, asSystem())), 'CERT_VALIDITY');
  });

  it('[KYC-25] are revoked for the reasons of RFC 5280, for good', () => {
    const revoked = ok(decideCertificate(issued(), { type: 'revoke', reason: 'identity-changed' }, asSystem()));
    assert.deepInclude(revoked.next, { state: 'REVOKED', reason: 'identity-changed', revokedAt: start });
    assert.equal(revoked.events[0]?.data?.reasonCode, 3);
    assert.equal(revocationReasons['key-compromise'], 1);
    assert.equal(no(decideCertificate(revoked.next, issue, asSystem())), 'TRANSITION_NOT_ALLOWED');
  });

  it('can be signed with while they are valid', () => {
    const code = (record: CertificateRecord, now: string) => certificateProblem(record, now)?.code;
    const end = after({ days: 365 });
    assert.isUndefined(code(issued(), start));
    assert.isUndefined(code(issued(), end));
    assert.equal(code(issued(), after({ days: 365, millis: 1 })), 'CERT_NOT_USABLE');
    assert.equal(code(issued(), after({ millis: -1 })), 'CERT_NOT_USABLE');
    assert.equal(code(requested(), start), 'CERT_NOT_USABLE');
    assert.equal(no(decideCertificate(issued(), { type: 'expire' }, asSystem(end))), 'CERT_NOT_EXPIRED');
    const late = asSystem(after({ days: 366 }));
    assert.equal(ok(decideCertificate(issued(), { type: 'expire' }, late)).next.state, 'EXPIRED');
  });
});
