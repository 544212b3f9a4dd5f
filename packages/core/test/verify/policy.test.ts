import {
  collectFacts,
  constraints,
  judgeFacts,
  policies,
  readPolicy,
  verifyDocument,
  type DocumentFacts,
} from '@cinnabar/core/verify';
import { concatBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { assert } from 'chai';

import { append, bodies, fieldBodies, fresh, signedContract, verify } from '../attacks/kit.ts';
import { buildPdf, keyProvider, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

const annotated = {
  set: {
    3: bodies.page('', `7 0 R 8 0 R 10 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R 20 0 R ${fresh} 0 R`),
    [fresh]: '<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /Contents (later) /P 3 0 R >>',
  },
};

async function factsOf(bytes: Uint8Array): Promise<DocumentFacts> {
  return collectFacts(bytes, { trust: (await sandbox()).trustAnchors });
}

async function refusal(policy: unknown): Promise<unknown> {
  const { code, details } = await thrownBy(() => verifyDocument(buildPdf(), { policy }));
  assert.equal(code, 'VERIFY_POLICY');
  return details['at'];
}

describe('verify: facts', () => {
  it('are JSON, and judging stored ones gives the same report', async () => {
    const bytes = append(await signedContract(), annotated);
    const facts = await factsOf(bytes);
    const stored = JSON.parse(JSON.stringify(facts)) as DocumentFacts;
    assert.deepEqual(stored, facts);
    const report = await verifyDocument(bytes, {
      trust: (await sandbox()).trustAnchors,
      at: new Date(facts.at),
    });
    assert.deepEqual(judgeFacts(stored, policies.default), report);
  });

  it('say what was found, and nothing of what it amounts to', async () => {
    const bytes = append(await signedContract(), annotated);
    const { file, signatures, observations, securityStore } = await factsOf(bytes);
    const [record] = signatures;
    assert.deepEqual([file.size, file.revisions.length], [bytes.length, 3]);
    assert.deepEqual(
      file.revisions.map(({ crossReference }) => crossReference),
      ['table', 'table', 'table'],
    );
    assert.deepEqual([observations, securityStore.present], [[], false]);
    assert.deepInclude(record, {
      kind: 'signature',
      coverage: 'WHOLE_REVISION',
      revision: 1,
      digestAlgorithm: 'SHA-256',
    });
    assert.deepEqual(record?.byteRange?.[0], 0);
    assert.deepEqual(record?.claims.filter, 'Adobe.PPKLite');
    assert.deepEqual([record?.changes?.level, record?.demands?.p], ['ANNOTATIONS', null]);
    assert.equal(record?.cms?.signers, 1);
    assert.include(record?.cms?.signedAttributes ?? [], '1.2.840.113549.1.9.4');
    assert.notMatch(JSON.stringify(signatures), /severity|permitted|indication/i);
  });

  it('of a file that cannot be read are an error', async () => {
    const facts = await factsOf(utf8ToBytes('hello'));
    assert.equal(facts.error?.code, 'PDF_NOT_A_PDF');
    assert.equal(judgeFacts(facts, policies.default).verdict, 'UNREADABLE');
  });
});

describe('verify: policy', () => {
  it('annotations where nobody spoke of them: warned of by default, refused when strict', async () => {
    const facts = await factsOf(append(await signedContract(), annotated));
    const lenient = judgeFacts(facts, policies.default);
    assert.equal(lenient.verdict, 'PASSED');
    assert.deepInclude(
      lenient.signatures[0]?.problems.find(({ code }) => code === 'LATER_ANNOTATION'),
      { level: 'WARN', severity: 'warning' },
    );
    const strict = judgeFacts(facts, policies.strict);
    assert.deepEqual([strict.verdict, strict.policy], ['FAILED', 'strict']);
    assert.deepEqual(strict.signatures[0]?.subIndication, 'FORMAT_FAILURE');
  });

  it('lets a rule of the revision diff fail, by name', async () => {
    const filled = { set: { 11: fieldBodies.remark('/V (none) /AP << /N 13 0 R >>') } };
    const facts = await factsOf(append(await signedContract(), filled));
    assert.equal(judgeFacts(facts, policies.default).verdict, 'PASSED');
    const closed = readPolicy({ constraints: { LATER_FIELD_FILLED: 'FAIL' } });
    const { verdict, signatures } = judgeFacts(facts, closed);
    assert.equal(verdict, 'FAILED');
    assert.isFalse(signatures[0]?.modifications.permitted);
    const narrow = readPolicy({ parameters: { uncertifiedChanges: 'LTA_UPDATES' } });
    assert.equal(judgeFacts(facts, narrow).verdict, 'FAILED');
  });

  it('holds a certification to less than it permits, never to more', async () => {
    const lock = (p: number): Record<number, string> => ({
      7: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /F 4 /Rect [72 500 272 650] /P 3 0 R /Lock << /Type /SigFieldLock /Action /Include /Fields [(nobody)] /P ${p} >> >>`,
    });
    const judged = async (p: number, certifiedChanges: string): Promise<string> =>
      judgeFacts(
        await factsOf(append(await signedContract(lock(p)), annotated)),
        readPolicy({ parameters: { certifiedChanges } }),
      ).verdict;
    assert.equal(await judged(3, 'ANNOTATIONS'), 'PASSED');
    assert.equal(await judged(3, 'FORM_FILLING'), 'FAILED');
    assert.equal(await judged(2, 'ANNOTATIONS'), 'FAILED');
  });

  it('decides about bytes after the end', async () => {
    const facts = await factsOf(concatBytes(await signedContract(), utf8ToBytes('something')));
    const strict = judgeFacts(facts, policies.default);
    assert.deepEqual([strict.verdict, strict.signatures[0]?.coverage], ['FAILED', 'PARTIAL']);
    const lenient = judgeFacts(facts, readPolicy({ constraints: { TRAILING_DATA: 'WARN' } }));
    assert.deepEqual([lenient.verdict, lenient.signatures[0]?.coverage], ['PASSED', 'WHOLE_REVISION']);
  });

  it('asks for a time-stamp when it shall, and forgives an unknown revocation when it may', async () => {
    const authority = await (
      await import('@cinnabar/sandbox')
    ).SandboxAuthority.create({ baseUrl: 'http://ca.example' });
    const { key, certificates } = await authority.issueSigner({ kind: 'person', name: '王小明', reference: 'a' });
    const { bytes } = await sign(buildPdf(), 'sig-worker', { provider: keyProvider(key, certificates) });
    const facts = await collectFacts(bytes, { trust: authority.trustAnchors });
    const verdictWith = (levels: Record<string, string>): unknown => {
      const { verdict, signatures } = judgeFacts(facts, readPolicy({ constraints: levels }));
      return [verdict, signatures[0]?.subIndication];
    };
    assert.deepEqual(verdictWith({}), ['INDETERMINATE', 'TRY_LATER']);
    assert.deepEqual(verdictWith({ REVOCATION_NOT_CHECKED: 'INFORM' }), ['PASSED', null]);
    assert.deepEqual(verdictWith({ REVOCATION_NOT_CHECKED: 'INFORM', TIMESTAMP_MISSING: 'FAIL' }), [
      'INDETERMINATE',
      'SIG_CONSTRAINTS_FAILURE',
    ]);
  });

  it('has limits for keys, and dates for digests', async () => {
    const facts = await factsOf(await signedContract());
    const [record] = facts.signatures;
    const altered = (more: object): DocumentFacts => ({ ...facts, signatures: [{ ...record!, ...more }] });
    const codes = (given: DocumentFacts, parameters: object): string[] =>
      judgeFacts(given, readPolicy({ parameters })).signatures[0]?.problems.map(({ code }) => code) ?? [];
    const rsa = altered({ key: { algorithm: 'RSA', bits: 2048 } });
    assert.notInclude(codes(rsa, {}), 'KEY_WEAK');
    assert.include(codes(rsa, { minimumRsaBits: 3072 }), 'KEY_WEAK');
    const stamped = (proven: string): DocumentFacts =>
      altered({ digestAlgorithm: 'SHA-1', signingTime: { ...record?.signingTime, proven } });
    assert.include(codes(stamped('2010-06-01T00:00:00.000Z'), {}), 'DIGEST_WEAK');
    const dated = { weakDigests: { 'SHA-1': '2017-01-01' } };
    assert.notInclude(codes(stamped('2010-06-01T00:00:00.000Z'), dated).join(), 'DIGEST_');
    assert.include(codes(stamped('2018-06-01T00:00:00.000Z'), dated), 'DIGEST_NO_POE');
    assert.include(codes(stamped('2018-06-01T00:00:00.000Z'), { weakDigests: { 'SHA-256': null } }), 'DIGEST_WEAK');
  });

  it('may not forgive what does not hold', async () => {
    for (const [code, { essential }] of Object.entries(constraints)) {
      if (essential) assert.equal(await refusal({ constraints: { [code]: 'WARN' } }), `constraints.${code}`);
    }
    for (const code of [
      'DIGEST_MISMATCH',
      'SIGNATURE_INVALID',
      'BYTE_RANGE_GAP',
      'CHAIN_NOT_FOUND',
      'CERTIFICATE_REVOKED',
    ]) {
      assert.isTrue(constraints[code]?.essential, code);
    }
  });

  it('no policy that is accepted passes a broken, shortened or untrusted signature', async () => {
    const indulgent = readPolicy({
      constraints: Object.fromEntries(
        Object.entries(constraints).flatMap(([code, { essential }]) => (essential ? [] : [[code, 'IGNORE']])),
      ),
    });
    const signed = await signedContract();
    const trust = (await sandbox()).trustAnchors;
    const changed = concatBytes(signed);
    changed[200] = (changed[200] ?? 0) ^ 1;
    assert.equal((await verifyDocument(changed, { trust, policy: indulgent })).verdict, 'FAILED');
    assert.equal((await verifyDocument(signed, { policy: indulgent })).verdict, 'INDETERMINATE');
    const page = append(signed, { set: { 4: '<< /Length 0 >>\nstream\n\nendstream' } });
    assert.equal((await verifyDocument(page, { trust, policy: indulgent })).verdict, 'FAILED');
  });

  it('is refused when it is not one, and says where', async () => {
    assert.equal(await refusal('lax'), 'name');
    assert.equal(await refusal([]), '');
    assert.equal(await refusal({ extends: 'x' }), 'extends');
    assert.equal(await refusal({ levels: {} }), 'levels');
    assert.equal(await refusal({ constraints: { NO_SUCH: 'FAIL' } }), 'constraints.NO_SUCH');
    assert.equal(await refusal({ constraints: { toString: 'FAIL' } }), 'constraints.toString');
    assert.equal(await refusal({ constraints: { TRAILING_DATA: 'MAYBE' } }), 'constraints.TRAILING_DATA');
    assert.equal(await refusal({ parameters: { minimumRsaBits: 512 } }), 'parameters.minimumRsaBits');
    assert.equal(await refusal({ parameters: { uncertifiedChanges: 'OTHER' } }), 'parameters.uncertifiedChanges');
    assert.equal(await refusal({ parameters: { weakDigests: { 'SHA-1': 'soon' } } }), 'parameters.weakDigests.SHA-1');
    assert.equal(readPolicy({ name: 'ours', extends: 'strict' }).parameters.uncertifiedChanges, 'FORM_FILLING');
  });

  it('what was honestly signed passes the strict one too', async () => {
    const trust = (await sandbox()).trustAnchors;
    const twice = (await sign(await signedContract(), 'sig-company')).bytes;
    assert.equal((await verifyDocument(twice, { trust, policy: 'strict' })).verdict, 'PASSED');
    assert.equal((await verify(twice)).policy, 'default');
  });
});
