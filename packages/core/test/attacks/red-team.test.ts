import { bytesToLatin1, concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf } from '@cinnabar/core/pdf';
import { assert } from 'chai';

import { PdfBuilder } from '../pdf/pdf-builder.ts';
import { sign } from '../support/signing.ts';
import {
  annotsWith,
  append,
  bodies,
  bodyOf,
  contract,
  face,
  fieldBodies,
  fieldsWith,
  fresh,
  newField,
  objects,
  reportOn,
  signedContract,
  stream,
  summary,
  verify,
  type Update,
} from './kit.ts';
import { appendSigned, type Maker } from './own-signature.ts';

const font = (base: string): string => `<< /Type /Font /Subtype /Type1 /BaseFont /${base} >>`;
const signatureLock = (name: string, lock: string): string =>
  `<< /Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /F 4 /Rect [72 300 272 450] /P 3 0 R /Lock << /Type /SigFieldLock ${lock} >> >>`;
const noFields = '/Action /Include /Fields [(nobody)]';

describe('attacks from outside the list: what the page shows', () => {
  const drawn = (name: string): Record<number, string> => ({
    3: annotsWith('24 0 R').replace('/F1 5 0 R', `/F1 5 0 R /${name} 24 0 R`),
    24: font('Courier'),
  });
  for (const name of ['T', 'P', 'Popup', 'Parent', 'Obj']) {
    it(`a font of the page that is listed as an annotation, under the name ${name}`, async () => {
      const report = await reportOn(append(await signedContract(drawn(name)), { set: { 24: font('ZapfDingbats') } }));
      assert.isFalse(report.modifications.permitted, summary(report));
    });
  }

  it('a parent of the page that is listed as an annotation, from which it inherits', async () => {
    const parent = (more: string): string => `<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 ${more} >>`;
    const base = { 3: annotsWith('24 0 R').replace('/Parent 2 0 R', '/Parent 24 0 R'), 24: parent('') };
    const report = await reportOn(append(await signedContract(base), { set: { 24: parent('/Rotate 180') } }));
    assert.isFalse(report.modifications.permitted, summary(report));
  });

  it('a layer that is listed as an annotation', async () => {
    const layer = (more: string): string => `<< /Type /OCMD /OCGs [25 0 R] ${more} >>`;
    const base = {
      3: annotsWith('24 0 R').replace('/Font <<', '/Properties << /T 24 0 R >> /Font <<'),
      24: layer('/P /AnyOn'),
      25: '<< /Type /OCG /Name (amount) >>',
    };
    const report = await reportOn(append(await signedContract(base), { set: { 24: layer('/P /AllOff') } }));
    assert.isFalse(report.modifications.permitted, summary(report));
  });

  it('a font of a signed appearance that is listed as an annotation', async () => {
    const base = {
      3: annotsWith('24 0 R'),
      12: face('8000', 24).replace('/F 24', '/T 24').replace('/F 10', '/T 10'),
      16: fieldBodies.employer('/V (8000) /AP << /N 12 0 R >>'),
      24: font('Courier'),
    };
    const report = await reportOn(append(await signedContract(base), { set: { 24: font('ZapfDingbats') } }));
    assert.isFalse(report.modifications.permitted, summary(report));
  });

  it('signed values redrawn by the viewer: an appearance that says 8000 over a value of 9000', async () => {
    const base = { 16: fieldBodies.employer('/V (9000) /AP << /N 12 0 R >>') };
    const report = await reportOn(
      append(await signedContract(base), { set: { 6: bodies.form('/NeedAppearances true') } }),
    );
    assert.isFalse(report.modifications.permitted, summary(report));
  });

  it('a field whose value stays and whose face says something else is warned of', async () => {
    for (const set of [
      { 12: face('9000') },
      { 10: fieldBodies.salary(`/V (8000) /AP << /N ${fresh} 0 R >>`), [fresh]: face('9000') },
    ]) {
      const report = await reportOn(append(await signedContract(), { set: set as Record<number, string> }));
      assert.include(summary(report).split('\n'), 'LATER_FIELD_REDRAWN');
    }
  });

  it('a field that was not on the screen is printed', async () => {
    const hidden = (flags: number): string =>
      fieldBodies.employer('/V (9) /AP << /N 12 0 R >>').replace('/F 4', `/F ${flags}`);
    const report = await reportOn(append(await signedContract({ 16: hidden(32) }), { set: { 16: hidden(36) } }));
    assert.isFalse(report.modifications.permitted, summary(report));
  });
});

describe('attacks from outside the list: signatures that nobody sees', () => {
  const lockedByCompany = async (): Promise<Uint8Array> => {
    const base = contract({ 8: signatureLock('sig-company', `${noFields} /P 1`) });
    return (await sign((await sign(base, 'sig-worker')).bytes, 'sig-company')).bytes;
  };
  const kid = (more: string): string =>
    `<< /Type /Annot /Subtype /Widget /FT /Sig /T (kid) /F 4 /Rect [0 0 0 0] /P 3 0 R ${more} >>`;

  it('a field below a signed one takes its signature, and its lock, out of sight', async () => {
    const signed = await lockedByCompany();
    const under = bodyOf(signed, objects.company).replace('/FT /Sig', `/FT /Sig /Kids [${fresh} 0 R]`);
    const bytes = await appendSigned(signed, fresh + 1, 'signer', {
      set: {
        [objects.company]: under,
        [fresh]: kid(`/Parent 8 0 R /V ${fresh + 1} 0 R`),
        11: fieldBodies.remark('/V (void) /AP << /N 13 0 R >>'),
      },
    });
    const report = await verify(bytes);
    assert.include(
      report.signatures.flatMap(({ fieldNames }) => fieldNames),
      'sig-company',
    );
    assert.equal(report.verdict, 'FAILED');
  });

  it('a text field as the widget of a new signature field that nobody signed', async () => {
    const text = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (b) /F 4 /Rect [72 760 300 790] /P 3 0 R';
    for (const value of [`/V ${fresh + 1} 0 R`, '']) {
      const appearance = value ? `/AP << /N ${fresh + 3} 0 R >>` : '/DA (/Helv 12 Tf)';
      const bytes = await appendSigned(await signedContract(), fresh + 1, 'nobody', {
        set: {
          3: annotsWith(`${fresh + 2} 0 R`),
          6: fieldsWith(`${fresh} 0 R`),
          [fresh]: `<< /FT /Sig /T (a) ${value} /Kids [${fresh + 2} 0 R] >>`,
          [fresh + 2]: `${text} /Parent ${fresh} 0 R /V (Salary 80000) ${appearance} >>`,
          [fresh + 3]: face('Salary 80000'),
        },
      });
      const report = await verify(bytes);
      assert.equal(report.verdict, 'FAILED', JSON.stringify(report.signatures.map(summary)));
    }
  });

  it('a new signature field whose type leads nowhere, below one that has it', async () => {
    const base = {
      6: fieldsWith('24 0 R'),
      24: '<< /FT /Sig /T (group) /Kids [25 0 R] >>',
      25: '<< /T (first) /Parent 24 0 R >>',
    };
    const bytes = await appendSigned(await signedContract(base), fresh + 1, 'nobody', {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        24: `<< /FT /Sig /T (group) /Kids [25 0 R ${fresh} 0 R] >>`,
        [fresh]: newField(`/Parent 24 0 R /V ${fresh + 1} 0 R /AP << /N ${fresh + 2} 0 R >>`).replace(
          '/FT /Sig',
          '/FT 99 0 R',
        ),
        [fresh + 2]: face('Salary 80000'),
      },
    });
    const report = await verify(bytes);
    assert.equal(report.verdict, 'FAILED', JSON.stringify(report.signatures.map(summary)));
  });

  it('a document time-stamp, which anybody can have, drawn over the page at P1', async () => {
    const base = { 7: signatureLock('sig-worker', `${noFields} /P 1`) };
    const stamped = async (rect: string, more: string): Promise<Uint8Array> =>
      appendSigned(await signedContract(base), fresh + 1, 'authority', {
        set: {
          3: annotsWith(`${fresh} 0 R`),
          6: fieldsWith(`${fresh} 0 R`),
          [fresh]: newField(`/V ${fresh + 1} 0 R ${more}`).replace('72 600 500 800', rect),
          [fresh + 2]: face('Salary 80000'),
        },
      });
    const unseen = await verify(await stamped('0 0 0 0', ''));
    assert.equal(unseen.verdict, 'PASSED', JSON.stringify(unseen.signatures.map(summary)));
    const report = await verify(await stamped('72 600 500 800', `/AP << /N ${fresh + 2} 0 R >>`));
    assert.equal(report.verdict, 'FAILED', JSON.stringify(report.signatures.map(summary)));
  });
});

describe('attacks from outside the list: time-stamps, which anybody can have, in the place of a signature', () => {
  const stamped = async (company: string): Promise<string> => {
    const field = fieldBodies.company(`/V ${fresh + 1} 0 R ${company}`);
    const bytes = await appendSigned(await signedContract(), fresh + 1, 'authority', {
      set: { [objects.company]: field, [fresh + 2]: face('Cinnabar Ltd') },
    });
    return (await verify(bytes)).verdict;
  };

  it('one in the field of the company is a time-stamp, and shows nothing', async () => {
    assert.equal(await stamped(''), 'PASSED');
    assert.equal(await stamped(`/AP << /N ${fresh + 2} 0 R >>`), 'FAILED');
  });

  it('one gives no face to the further marks of a signer, nor does another signer', async () => {
    const marked = (maker: Maker, value: string): Promise<Uint8Array> =>
      signedContract().then((signed) =>
        appendSigned(signed, fresh + 1, maker, {
          set: {
            [objects.company]: fieldBodies.company(value),
            [objects.mark]: fieldBodies.mark(`/AP << /N ${fresh + 2} 0 R >>`),
            [fresh + 2]: face('Void'),
          },
        }),
      );
    for (const maker of ['authority', 'signer'] as const) {
      const report = await reportOn(await marked(maker, `/V ${fresh + 1} 0 R`));
      assert.isFalse(report.modifications.permitted, summary(report));
    }
  });

  it('one in a new field over the page, where the signer said nothing about changes', async () => {
    const bytes = await appendSigned(await signedContract(), fresh + 1, 'authority', {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        6: fieldsWith(`${fresh} 0 R`),
        [fresh]: newField(`/V ${fresh + 1} 0 R /AP << /N ${fresh + 2} 0 R >>`),
        [fresh + 2]: face('Salary 80000'),
      },
    });
    assert.equal((await verify(bytes)).verdict, 'FAILED');
  });
});

describe('attacks from outside the list: the index', () => {
  it('an end that leads to an index the signed file kept ready', async () => {
    // The content stream holds a section that replaces the catalog's page tree once something points at it.
    const hidden = (prev: number): string =>
      `xref\n0 0\ntrailer\n<< /Size 60 /Root 1 0 R /Prev ${String(prev).padStart(7, '0')} >>\n`;
    const base = { 24: stream('', hidden(0)) };
    const signed = await signedContract(base);
    const at = bytesToLatin1(signed).indexOf('xref\n0 0');
    const bytes = concatBytes(signed, latin1ToBytes(`startxref\n${at}\n%%EOF\n`));
    assert.notEqual((await verify(bytes)).verdict, 'PASSED');
  });

  it('an update that leads past the signed revision', async () => {
    const signed = await signedContract();
    const first = Number(/\/Prev (\d+)/.exec(bytesToLatin1(signed))?.[1]);
    const text = bytesToLatin1(signed);
    const offsets = [6, 7, objects.nextFree].map((num) => [num, text.lastIndexOf(`\n${num} 0 obj`) + 1] as const);
    const update: Update = {
      at: Object.fromEntries(offsets.filter(([, offset]) => offset > 0)),
      set: { 4: stream('', 'BT ET') },
      trailer: { Prev: String(first) },
    };
    assert.notEqual((await verify(append(signed, update))).verdict, 'PASSED');
  });

  it('a container of objects that a filter, missing when it was signed, makes another', async () => {
    // As it stands the object is the second page with content; run-length decoded, what the comment hides: one without.
    const bare = '<</Type/Page/Parent 2 0 R>>';
    const full = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 8 0 R >> ';
    const twofold = ` 5 0 %${bare.padEnd(28)}\x80\n${full}`;
    const builder = new PdfBuilder()
      .object(1, '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] /SigFlags 3 >> >>')
      .object(2, '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 595 842] >>')
      .object(3, '<< /Type /Page /Parent 2 0 R /Resources << >> /Annots [7 0 R] >>')
      .object(7, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (sig-worker) /Rect [0 0 200 100] /P 3 0 R >>')
      .object(8, stream('', '0 0 99 99 re f'))
      .stream(30, '/Type /ObjStm /N 1 /First 5 /Filter 60 0 R', twofold)
      .row(5, { type: 2, second: 30, third: 0 })
      .xrefStream(31, '/Root 1 0 R /Size 32 /ID [<00> <00>]');
    const signed = (await sign(builder.build(), 'sig-worker')).bytes;
    assert.equal((await reportOn(signed)).indication, 'TOTAL_PASSED', 'the clean twin');
    const bytes = append(signed, { set: { 60: '/RunLengthDecode' } });
    const contents = [signed, bytes].map((file) => openPdf(file).pages()[1]?.dict.has('Contents'));
    assert.deepEqual(contents, [true, false], 'the attack works');
    assert.isFalse((await reportOn(bytes)).modifications.permitted, summary(await reportOn(bytes)));
  });
});
