import { bytesToHex, bytesToLatin1, concatBytes, hexToBytes, latin1ToBytes, utf8ToBytes } from '@cinnabar/core/bytes';
import { readSignedData } from '@cinnabar/core/cms';
import { verifyDocument, type SignatureReport, type VerificationReport } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { buildPdf, flipped, sandbox, sign } from '../support/signing.ts';
import { thrownBy } from '../support/throws.ts';

interface Signed {
  readonly bytes: Uint8Array;
  readonly gapStart: number;
  readonly gapEnd: number;
}

async function signedOnce(): Promise<Signed> {
  const { bytes, prepared } = await sign(buildPdf(), 'sig-worker');
  return { bytes, gapStart: prepared.byteRange[1], gapEnd: prepared.byteRange[2] };
}

async function verify(bytes: Uint8Array): Promise<VerificationReport> {
  return verifyDocument(bytes, { trust: (await sandbox()).trustAnchors });
}

async function only(bytes: Uint8Array): Promise<SignatureReport> {
  const { signatures, error } = await verify(bytes);
  assert.isUndefined(error);
  assert.lengthOf(signatures, 1);
  return signatures[0] as SignatureReport;
}

function codes({ problems }: SignatureReport): string[] {
  return problems.map(({ code }) => code);
}

/** Replaces the first occurrence, padded so that nothing moves. */
function patched(bytes: Uint8Array, from: RegExp, to: string): Uint8Array {
  const text = bytesToLatin1(bytes);
  const match = from.exec(text);
  assert.isNotNull(match, String(from));
  const found = (match as RegExpExecArray)[0];
  assert.isAtMost(to.length, found.length);
  return latin1ToBytes(text.replace(from, () => to.padEnd(found.length)));
}

/** An incremental update with a table, made by hand as an attacker would. */
function appended(bytes: Uint8Array, objects: Record<number, string>, root = '1 0 R'): Uint8Array {
  const text = bytesToLatin1(bytes);
  const prev = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
  let body = '';
  let rows = '';
  for (const [number, object] of Object.entries(objects)) {
    rows += `${number} 1\n${String(bytes.length + body.length).padStart(10, '0')} 00000 n \n`;
    body += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const end = `trailer\n<< /Size 20 /Root ${root} /Prev ${prev} >>\nstartxref\n${bytes.length + body.length}\n%%EOF\n`;
  return concatBytes(bytes, latin1ToBytes(`${body}xref\n${rows}${end}`));
}

/** Repeatable random numbers from 0 to 2^32 - 1. */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

describe('verify', () => {
  it('passes an untouched file whose signer is trusted, and says who, when and by whom', async () => {
    const { bytes } = await signedOnce();
    const report = await verify(bytes);
    assert.equal(report.verdict, 'PASSED');
    assert.deepEqual(report.file, { size: bytes.length, revisions: 2 });
    const [signature] = report.signatures;
    assert.equal(signature?.indication, 'TOTAL_PASSED');
    assert.lengthOf(signature?.trust.path ?? [], 3);
    assert.match(signature?.signer?.subject ?? '', /CN=王小明.*仅供测试/);
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report, 'the report is plain JSON');
  });

  it('is never sure without trust anchors, nor with foreign ones', async () => {
    const { bytes } = await signedOnce();
    const alone = await verifyDocument(bytes);
    assert.equal(alone.verdict, 'INDETERMINATE');
    assert.equal(alone.signatures[0]?.trust.status, 'NOT_CHECKED');
    const { SandboxAuthority } = await import('@cinnabar/sandbox');
    const foreign = await verifyDocument(bytes, { trust: (await SandboxAuthority.create()).trustAnchors });
    assert.equal(foreign.verdict, 'INDETERMINATE');
    assert.equal(foreign.signatures[0]?.subIndication, 'NO_CERTIFICATE_CHAIN_FOUND');
    assert.equal(foreign.signatures[0]?.integrity, 'INTACT');
  });

  it('judges certificates at the time-stamp, and by the clock where there is none it trusts', async () => {
    const { bytes } = await signedOnce();
    const trust = (await sandbox()).trustAnchors;
    const inTwoYears = new Date(Date.now() + 2 * 365 * 24 * 3600 * 1000);
    assert.equal(
      (await verifyDocument(bytes, { trust, at: inTwoYears })).verdict,
      'PASSED',
      'signed while the certificate was valid',
    );
    const inThirtyYears = new Date(Date.now() + 30 * 365 * 24 * 3600 * 1000);
    const late = await verifyDocument(bytes, { trust, at: inThirtyYears });
    assert.equal(late.verdict, 'INDETERMINATE');
    assert.equal(
      late.signatures[0]?.subIndication,
      'OUT_OF_BOUNDS_NO_POE',
      'the time-stamp authority itself has expired',
    );
  });

  it('catches one changed byte wherever it is signed', async () => {
    const { bytes, gapStart, gapEnd } = await signedOnce();
    const text = bytesToLatin1(bytes);
    const places = {
      'page content': text.indexOf('Labour contract'),
      'media box': text.indexOf('595 842'),
      'signing time': text.indexOf('/M (D:') + 8,
      'appearance stream': text.indexOf('stream\n', text.indexOf('/BBox')) + 20,
      'last signed byte but one before the value': gapStart - 2,
      'first signed byte after the value': gapEnd,
    };
    for (const [place, offset] of Object.entries(places)) {
      const report = await verify(flipped(bytes, offset));
      assert.include(['FAILED', 'UNREADABLE'], report.verdict, place);
    }
    const content = await only(flipped(bytes, places['page content']));
    assert.equal(content.integrity, 'BROKEN');
    assert.equal(content.subIndication, 'HASH_FAILURE');
    assert.include(codes(content), 'DIGEST_MISMATCH');
  });

  it('catches a changed signature value, and looks past its padding only with a remark', async () => {
    const { bytes, gapStart, gapEnd } = await signedOnce();
    const { signers } = readSignedData(hexToBytes(bytesToLatin1(bytes.subarray(gapStart + 1, gapEnd - 1))));
    const value = bytesToHex(signers[0]?.signature ?? new Uint8Array());
    const valueAt = bytesToLatin1(bytes).indexOf(value, gapStart);
    assert.isAbove(valueAt, gapStart);
    for (const offset of [gapStart + 1, gapStart + 40, valueAt + value.length - 1]) {
      const report = await verify(flipped(bytes, offset));
      assert.include(['FAILED', 'UNREADABLE'], report.verdict, `at ${offset - gapStart}`);
    }
    const padded = await only(flipped(bytes, gapEnd - 10));
    assert.equal(padded.integrity, 'INTACT');
    assert.include(codes(padded), 'CONTENTS_PADDING');
  });

  describe('refuses a ByteRange that lies (anchors A-01, A-02, A-05, A-06, A-15)', () => {
    const range = /\[0 [1-9]\d* \d+ \d+ *\]/;
    const cases: Record<string, [RegExp, string, string]> = {
      missing: [/\/ByteRange/, '/ByteRang_', 'BYTE_RANGE_MALFORMED'],
      null: [range, 'null', 'BYTE_RANGE_MALFORMED'],
      'one range': [range, '[0 1000]', 'BYTE_RANGE_MALFORMED'],
      'three ranges': [range, '[0 1 2 3 4 5]', 'BYTE_RANGE_MALFORMED'],
      negative: [range, '[0 -1 2 3]', 'BYTE_RANGE_MALFORMED'],
      fractions: [range, '[0 1.5 2 3]', 'BYTE_RANGE_MALFORMED'],
      overflowing: [range, '[0 9007199254740993 9007199254740994 9]', 'BYTE_RANGE_MALFORMED'],
      'not from the start': [range, '[1 1000 2000 10]', 'BYTE_RANGE_OUT_OF_FILE'],
      'beyond the end': [range, '[0 1000 2000 99999999]', 'BYTE_RANGE_OUT_OF_FILE'],
      backwards: [range, '[0 2000 1000 10]', 'BYTE_RANGE_OUT_OF_FILE'],
      'somewhere else': [range, '[0 100 200 300]', 'BYTE_RANGE_GAP'],
    };
    for (const [name, [from, to, code]] of Object.entries(cases)) {
      it(name, async () => {
        const signature = await only(patched((await signedOnce()).bytes, from, to));
        assert.equal(signature.coverage, 'INVALID');
        assert.equal(signature.indication, 'TOTAL_FAILED');
        assert.include(codes(signature), code);
      });
    }

    it('with a gap wider than the value', async () => {
      const { bytes, gapStart, gapEnd } = await signedOnce();
      const wider = patched(bytes, range, `[0 ${gapStart - 1} ${gapEnd} ${bytes.length - gapEnd}]`);
      assert.include(codes(await only(wider)), 'BYTE_RANGE_GAP');
    });

    it('with a second entry of the same name', async () => {
      const { bytes } = await signedOnce();
      const signature = await only(patched(bytes, /\/Reason \([^)]*\)|\/Reason <[^>]*>/, '/Filter /Adobe.PPKLite'));
      assert.include(codes(signature), 'SIGNATURE_DICTIONARY_DUPLICATE_KEY');
    });

    it('with a value that is no hexadecimal string', async () => {
      const { bytes, gapStart, gapEnd } = await signedOnce();
      const copy = concatBytes(bytes);
      copy[gapStart] = 0x28;
      copy[gapEnd - 1] = 0x29;
      assert.include(codes(await only(copy)), 'CONTENTS_MALFORMED');
    });
  });

  it('fails a signature after which the page was changed, though what it covers is intact', async () => {
    const { bytes } = await signedOnce();
    const changed = appended(bytes, { 4: '<< /Length 2 >>\nstream\nBT\nendstream' });
    const report = await verify(changed);
    assert.equal(report.verdict, 'FAILED');
    const [signature] = report.signatures;
    assert.equal(signature?.integrity, 'INTACT');
    assert.equal(signature?.coverage, 'WHOLE_REVISION');
    assert.equal(signature?.problems[0]?.code, 'LATER_CHANGES_FORBIDDEN');
    assert.deepEqual([signature?.modifications.level, signature?.modifications.permitted], ['OTHER', false]);
  });

  it('refuses a signature dictionary that was replaced later (anchor A-10)', async () => {
    const { bytes, gapStart } = await signedOnce();
    const text = bytesToLatin1(bytes);
    const at = text.lastIndexOf(' 0 obj', gapStart);
    const number = Number(/(\d+)$/.exec(text.slice(0, at))?.[1]);
    const body = text.slice(at + 7, text.indexOf('endobj', at)).trim();
    const signature = await only(appended(bytes, { [number]: body.replace('/Adobe.PPKLite', '/Adobe.PPKMine') }));
    assert.equal(signature.indication, 'TOTAL_FAILED');
  });

  it('refuses an old signature shown in a new field (anchors A-25, A-29)', async () => {
    const { bytes } = await signedOnce();
    const value = /\/V (\d+) 0 R/.exec(bytesToLatin1(bytes))?.[1];
    const field = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-company) /Rect [0 0 9 9] /P 3 0 R /V ${value} 0 R >>`;
    const signature = await only(appended(bytes, { 8: field }));
    assert.deepEqual(signature.fieldNames, ['sig-worker', 'sig-company']);
    assert.equal(signature.indication, 'TOTAL_FAILED');
    assert.include(codes(signature), 'SIGNATURE_DICTIONARY_REPLACED');
  });

  it('refuses a signature whose field shares its name with another (anchor A-29)', async () => {
    const { bytes } = await signedOnce();
    const twin = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /Rect [0 0 9 9] /P 3 0 R >>`;
    const signature = await only(appended(bytes, { 8: twin }));
    assert.equal(signature.indication, 'TOTAL_FAILED');
    assert.include(codes(signature), 'FIELD_NAME_DUPLICATE');
  });

  it('does not pass a tail that belongs to no revision (anchors A-07, A-14)', async () => {
    const { bytes } = await signedOnce();
    const tail = await only(concatBytes(bytes, utf8ToBytes('4 0 obj\n<< /Length 0 >>\nstream\nendstream\nendobj\n')));
    assert.notEqual(tail.coverage, 'WHOLE_FILE');
    assert.equal(tail.indication, 'TOTAL_FAILED');
  });

  it('survives random damage with a verdict that is never PASSED where signed bytes changed', async () => {
    const { bytes, gapStart, gapEnd } = await signedOnce();
    const random = xorshift(20260501);
    for (let i = 0; i < 300; i++) {
      const copy = concatBytes(bytes);
      let touched = false;
      for (let flips = 1 + (random() % 4); flips > 0; flips--) {
        const at = random() % copy.length;
        const octet = random() & 0xff;
        touched ||= (at < gapStart || at >= gapEnd) && copy[at] !== octet;
        copy[at] = octet;
      }
      const { verdict } = await verify(copy);
      if (touched) assert.notEqual(verdict, 'PASSED', `case ${i}`);
    }
  });

  it('ends soon on a form with very many signatures (anchor A-57)', async () => {
    const count = 5000;
    const objects: Record<number, string> = {
      6: `<< /Fields [${Array.from({ length: count }, (_, i) => `${9 + i} 0 R`).join(' ')}] >>`,
    };
    for (let i = 0; i < count; i++) objects[9 + i] = `<< /FT /Sig /T (f${i}) /V << /ByteRange [0 1 2 3] /N ${i} >> >>`;
    const started = Date.now();
    const { verdict, error } = await verify(buildPdf(objects));
    assert.deepEqual([verdict, error?.code], ['UNREADABLE', 'PDF_LIMIT']);
    assert.isBelow(Date.now() - started, 3000);
  });

  it('tells a prepared place from a signature', async () => {
    const { bytes, gapStart, gapEnd } = await signedOnce();
    const empty = concatBytes(bytes).fill(0x30, gapStart + 1, gapEnd - 1);
    assert.deepEqual(codes(await only(empty)), ['SIGNATURE_EMPTY']);
  });

  it('says of a kind it does not know that nothing is known', async () => {
    const signature = await only(patched((await signedOnce()).bytes, /\/ETSI\.CAdES\.detached/, '/Vendor.seal'));
    assert.equal(signature.integrity, 'UNKNOWN');
    assert.deepEqual([signature.indication, codes(signature)[0]], ['INDETERMINATE', 'SUBFILTER_UNSUPPORTED']);
  });

  it('tells unsigned from unreadable, without an exception', async () => {
    assert.equal((await verify(buildPdf())).verdict, 'UNSIGNED');
    assert.equal((await verify(utf8ToBytes('hello'))).error?.code, 'PDF_NOT_A_PDF');
    const { bytes } = await signedOnce();
    for (let length = 0; length < bytes.length; length += 997) {
      const { verdict } = await verify(bytes.subarray(0, length));
      assert.notEqual(verdict, 'PASSED', `cut at ${length}`);
    }
  });

  it('wants certificates as trust anchors', async () => {
    const error = await thrownBy(() => verifyDocument(buildPdf(), { trust: [utf8ToBytes('no certificate')] }));
    assert.equal(error.code, 'VERIFY_TRUST_ANCHOR');
  });
});
