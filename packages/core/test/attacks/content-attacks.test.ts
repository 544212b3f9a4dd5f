import { bytesToLatin1 } from '@cinnabar/core/bytes';
import { assert } from 'chai';

import {
  append,
  annotsWith,
  bodies,
  bodyOf,
  face,
  fieldBodies,
  fieldsWith,
  fresh,
  newField,
  objects,
  reportOn,
  signatureNumber,
  signedContract,
  stream,
  summary,
  verify,
  type Update,
} from './kit.ts';

interface Case {
  readonly attack: string;
  /** Objects of the file before it is signed. */
  readonly base?: Record<number, string>;
  readonly update: Update | ((signed: Uint8Array) => Update);
  /** The finding that names it. */
  readonly rule: string;
  readonly path: RegExp;
}

const { nextFree: added } = objects;

const cases: readonly Case[] = [
  {
    attack: 'A-08 page content replaced',
    update: { set: { 4: '<< /Length 2 >>\nstream\nBT\nendstream' } },
    rule: 'unexplained',
    path: /^\/Root\/Pages\/Kids\[0\]\/Contents$/,
  },
  {
    attack: 'A-09 another catalog',
    update: { set: { [fresh]: bodies.catalog() }, trailer: { Root: `${fresh} 0 R` } },
    rule: 'replaced',
    path: /^\/Root$/,
  },
  {
    attack: 'A-09 another permanent file identifier',
    update: { trailer: { ID: '[<00> <01>]' } },
    rule: 'unexplained',
    path: /^\/ID$/,
  },
  {
    attack: 'A-13 page object freed',
    update: { free: [objects.secondPage] },
    rule: 'freed',
    path: /^\/Root\/Pages\/Kids\[1\]$/,
  },
  {
    attack: 'A-13 dangling reference brought to life',
    base: { 3: bodies.page('/AA << /O 99 0 R >>') },
    update: { set: { 99: '<< /S /JavaScript /JS (app.alert\\(1\\)) >>' } },
    rule: 'unexplained',
    path: /\/AA\/O$/,
  },
  {
    attack: 'A-20 cover over signed text taken away',
    update: { set: { [objects.cover]: face('') } },
    rule: 'unexplained',
    path: /\/Resources\/XObject\/X$/,
  },
  {
    attack: 'A-21 font of a filled field replaced (DS-07)',
    update: { set: { [objects.faceFont]: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>' } },
    rule: 'unexplained',
    path: /\/AP\/N.*\/Resources\/Font\/F$/,
  },
  {
    attack: 'A-21 font of the form replaced',
    update: { set: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>' } },
    rule: 'unexplained',
    path: /\/Font\/(F1|Helv)$/,
  },
  {
    attack: 'A-21 default resources point elsewhere',
    update: {
      set: {
        [fresh]: '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>',
        6: bodies.form().replace('/Helv 5 0 R', `/Helv ${fresh} 0 R`),
      },
    },
    rule: 'unexplained',
    path: /\/AcroForm\/DR\/Font\/Helv$/,
  },
  {
    attack: 'A-21 default appearance of a field changed',
    update: { set: { 10: fieldBodies.salary('/V (8000) /AP << /N 12 0 R >>').replace('/Helv 10', '/Helv 99') } },
    rule: 'unexplained',
    path: /\/Fields\[2\]\/DA$/,
  },
  {
    attack: 'A-22 page content that the signed file kept ready',
    base: { [added]: stream('', '4 0 obj\n<< /Length 2 >>\nstream\nET\nendstream\nendobj') },
    update: (signed) => ({ at: { 4: bytesToLatin1(signed).lastIndexOf('\n4 0 obj') + 1 } }),
    rule: 'object-in-signed-part',
    path: /^$/,
  },
  {
    attack: 'A-24 field that looks signed and is not',
    update: {
      set: {
        6: fieldsWith(`${fresh} 0 R`),
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: newField(`/AP << /N ${fresh + 1} 0 R >>`),
        [fresh + 1]: face('Salary 80000'),
      },
    },
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[8\]$/,
  },
  {
    attack: 'A-24 face of an unsigned signature field',
    update: {
      set: { 8: fieldBodies.company(`/AP << /N ${fresh} 0 R >>`), [fresh]: face('Salary 80000') },
    },
    rule: 'replaced',
    path: /\/Fields\[1\]\/AP\/N$/,
  },
  {
    attack: 'A-24 face of a mark after it was signed',
    base: { 15: fieldBodies.mark('/AP << /N 13 0 R >>') },
    update: { set: { 15: fieldBodies.mark(`/AP << /N ${fresh} 0 R >>`), [fresh]: face('forged') } },
    rule: 'replaced',
    path: /\/Fields\[4\]\/AP\/N$/,
  },
  {
    attack: 'A-25 old signature in a new field',
    update: (signed) => ({
      set: {
        6: fieldsWith(`${fresh} 0 R`),
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: newField(`/V ${signatureNumber(signed)} 0 R`),
      },
    }),
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[8\]$/,
  },
  {
    attack: 'A-25 phantom signature that covers nothing',
    update: {
      set: {
        8: fieldBodies.company(`/V ${fresh} 0 R`),
        [fresh]:
          '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 10 20 30] /Contents <00> >>',
      },
    },
    rule: 'unexplained',
    path: /\/Fields\[1\]\/V$/,
  },
  {
    attack: 'A-26 face shared with the page replaced',
    base: { 3: bodies.page().replace('/X 19 0 R', '/X 12 0 R') },
    update: { set: { 12: face('80000') } },
    rule: 'unexplained',
    path: /\/Resources\/XObject\/X$/,
  },
  {
    attack: 'A-26 face taken from what the signed file kept ready',
    base: { 3: bodies.page('/PieceInfo << /Hidden 24 0 R >>'), 24: face('80000') },
    update: { set: { 10: fieldBodies.salary('/V (8000) /AP << /N 24 0 R >>') } },
    rule: 'replaced',
    path: /\/Fields\[2\]\/AP\/N$/,
  },
  {
    attack: 'A-27 action added to a field',
    update: {
      set: { 10: fieldBodies.salary('/V (9000) /AP << /N 12 0 R >> /AA << /F << /S /JavaScript /JS (1) >> >>') },
    },
    rule: 'unexplained',
    path: /\/Fields\[2\]\/AA$/,
  },
  {
    attack: 'A-27 choices changed',
    update: { set: { 17: fieldBodies.grade('/V (A) /I [0] /AP << /N 13 0 R >>').replace('(A) (B)', '(B) (A)') } },
    rule: 'unexplained',
    path: /\/Fields\[6\]\/Opt$/,
  },
  {
    attack: 'A-27 label of a button changed',
    update: { set: { 18: fieldBodies.agreed('/V /Off /AS /Off /MK << /CA (I disagree) >>') } },
    rule: 'unexplained',
    path: /\/Fields\[7\]\/MK$/,
  },
  {
    attack: 'A-27 read-only field changed',
    update: { set: { 16: fieldBodies.employer('/V (Somebody else) /AP << /N 13 0 R >>') } },
    rule: 'unexplained',
    path: /\/Fields\[5\]\/V$/,
  },
  {
    attack: 'A-28 second certification',
    update: (signed) => ({ set: { 1: bodies.catalog(`/Perms << /DocMDP ${signatureNumber(signed)} 0 R >>`) } }),
    rule: 'unexplained',
    path: /^\/Root\/Perms$/,
  },
  {
    attack: 'A-28 lock of a field changed',
    base: { 8: fieldBodies.company('/Lock << /Action /All >>') },
    update: { set: { 8: fieldBodies.company('/Lock << /Action /Include /Fields [(none)] >>') } },
    rule: 'unexplained',
    path: /\/Fields\[1\]\/Lock$/,
  },
  {
    attack: 'A-29 field removed from the form',
    update: { set: { 6: bodies.form('', '7 0 R 8 0 R 11 0 R 15 0 R 16 0 R 17 0 R 18 0 R') } },
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[\d\]$/,
  },
  {
    attack: 'A-29 widget that belongs to no field',
    update: {
      set: { 3: annotsWith(`${fresh} 0 R`), [fresh]: newField('').replace('/FT /Sig', '/FT /Tx /V (80000)') },
    },
    rule: 'unexplained',
    path: /\/Annots\[9\]$/,
  },
  {
    attack: 'A-29 face of a widget that belongs to no field',
    base: {
      20: '<< /Type /Annot /Subtype /Widget /Rect [72 700 272 720] /AP << /N 24 0 R >> /P 3 0 R >>',
      24: face('8000'),
    },
    update: { set: { 24: face('80000') } },
    rule: 'unexplained',
    path: /\/Annots\[8\]\/AP\/N$/,
  },
  {
    attack: 'A-29 text field added',
    update: {
      set: {
        6: fieldsWith(`${fresh} 0 R`),
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: newField('').replace('/FT /Sig', '/FT /Tx /V (80000)'),
      },
    },
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[8\]$/,
  },
  {
    attack: 'A-30 page removed',
    update: { set: { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' } },
    rule: 'unexplained',
    path: /^\/Root\/Pages\/(Kids\[1\]|Count)$/,
  },
  {
    attack: 'A-30 pages reordered',
    update: { set: { 2: '<< /Type /Pages /Kids [22 0 R 3 0 R] /Count 2 >>' } },
    rule: 'unexplained',
    path: /^\/Root\/Pages\/Kids\[\d\]$/,
  },
  {
    attack: 'A-30 page added',
    update: {
      set: {
        2: `<< /Type /Pages /Kids [3 0 R 22 0 R ${fresh} 0 R] /Count 3 >>`,
        [fresh]: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>',
      },
    },
    rule: 'unexplained',
    path: /^\/Root\/Pages\/Kids\[2\]$/,
  },
  ...['/CropBox [0 400 595 842]', '/Rotate 180', '/UserUnit 2', '/Tabs /R'].map((attribute): Case => ({
    attack: `A-30 page attribute ${attribute}`,
    update: { set: { 3: bodies.page(attribute) } },
    rule: 'unexplained',
    path: new RegExp(`/Kids\\[0\\]${attribute.split(' ')[0]}$`),
  })),
  {
    attack: 'A-30 inherited resources changed',
    update: { set: { 2: '<< /Type /Pages /Kids [3 0 R 22 0 R] /Count 2 /Resources << >> >>' } },
    rule: 'unexplained',
    path: /^\/Root\/Pages\/Resources$/,
  },
  {
    attack: 'A-31 layer switched off',
    base: {
      1: bodies.catalog('/OCProperties << /OCGs [24 0 R] /D 25 0 R >>'),
      24: '<< /Type /OCG /Name (Terms) >>',
      25: '<< /ON [24 0 R] >>',
    },
    update: { set: { 25: '<< /OFF [24 0 R] >>' } },
    rule: 'unexplained',
    path: /^\/Root\/OCProperties\/D$/,
  },
  ...Object.entries({
    'A-31 bookmarks': '/Outlines << /Count 0 >>',
    'A-33 names with JavaScript': '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>',
    'A-33 action at opening': '/OpenAction << /S /URI /URI (https://example.com) >>',
    'A-33 page mode': '/PageMode /FullScreen',
  }).map(([attack, entry]): Case => ({
    attack: `${attack} added`,
    update: { set: { 1: bodies.catalog(entry) } },
    rule: 'unexplained',
    path: new RegExp(`^/Root${entry.split(' ')[0]}$`),
  })),
  {
    attack: 'A-32 XFA added',
    update: { set: { 6: bodies.form('/XFA (<xdp/>)') } },
    rule: 'unexplained',
    path: /\/AcroForm\/XFA$/,
  },
  {
    attack: 'A-23 annotation with an action',
    update: {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (https://example.com) >> >>',
      },
    },
    rule: 'unexplained',
    path: /\/Annots\[9\]$/,
  },
  {
    attack: 'A-24 face of a signed signature replaced',
    update: (signed) => ({
      set: { 7: bodyOf(signed, 7).replace(/\/AP <<.*?>>/, `/AP << /N ${fresh} 0 R >>`), [fresh]: face('forged') },
    }),
    rule: 'replaced',
    path: /\/Fields\[0\]\/AP\/N$/,
  },
  {
    attack: 'A-24 face of a mark that nobody signs',
    update: { set: { 15: fieldBodies.mark(`/AP << /N ${fresh} 0 R >>`), [fresh]: face('forged') } },
    rule: 'replaced',
    path: /\/Fields\[4\]\/AP\/N$/,
  },
  {
    attack: 'A-24 empty signature field with an action',
    update: {
      set: {
        6: fieldsWith(`${fresh} 0 R`),
        [fresh]: newField('/AA << /E << /S /JavaScript /JS (1) >> >>'),
      },
    },
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[8\]$/,
  },
  {
    attack: 'A-29 empty signature field with the name of another field',
    update: {
      set: { 6: fieldsWith(`${fresh} 0 R`), [fresh]: newField('').replace('(sig-new)', '(salary)') },
    },
    rule: 'unexplained',
    path: /\/AcroForm\/Fields\[8\]$/,
  },
  {
    attack: 'A-27 read-only field opened',
    update: { set: { 16: fieldBodies.employer('/V (Cinnabar Ltd) /AP << /N 13 0 R >>').replace('/Ff 1', '/Ff 0') } },
    rule: 'unexplained',
    path: /\/Fields\[5\]\/Ff$/,
  },
  {
    attack: 'A-20 field hidden',
    update: { set: { 10: fieldBodies.salary('/V (8000) /AP << /N 12 0 R >>').replace('/F 4', '/F 6') } },
    rule: 'unexplained',
    path: /\/Fields\[2\]\/F$/,
  },
  {
    attack: 'A-12 a value given twice',
    update: { set: { 10: fieldBodies.salary('/V (8000) /V (9000) /AP << /N 12 0 R >>') } },
    rule: 'unexplained',
    path: /\/Fields\[2\]$/,
  },
  {
    attack: 'A-23 file attached by an annotation',
    update: {
      set: {
        3: annotsWith(`${fresh} 0 R`),
        [fresh]: '<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] /FS (x.exe) >>',
      },
    },
    rule: 'unexplained',
    path: /\/Annots\[9\]$/,
  },
  {
    attack: 'A-23 a font that poses as an annotation',
    base: {
      5: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [20 0 R] >>',
      20: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X >>',
    },
    update: { set: { 20: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Y >>' } },
    rule: 'unexplained',
    path: /\/DescendantFonts\[0\]$/,
  },
  {
    attack: 'A-23 action of an annotation changed',
    base: {
      20: '<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] /A 24 0 R >>',
      24: '<< /S /URI /URI (https://example.com/terms) >>',
    },
    update: { set: { 24: '<< /S /URI /URI (https://example.net/) >>' } },
    rule: 'unexplained',
    path: /\/A$/,
  },
  {
    attack: 'A-04 signatures no longer announced',
    update: { set: { 6: bodies.form().replace('/SigFlags 3', '/SigFlags 0') } },
    rule: 'unexplained',
    path: /\/AcroForm\/SigFlags$/,
  },
  {
    attack: 'A-12 an older version declared',
    base: { 1: bodies.catalog('/Version /2.0') },
    update: (signed) => ({ set: { 1: bodyOf(signed, 1).replace('/2.0', '/1.3') } }),
    rule: 'unexplained',
    path: /^\/Root\/Version$/,
  },
  {
    attack: 'an unused object of the signed file written anew',
    update: { set: { 9: '(prepared for later)' } },
    rule: 'unexplained',
    path: /^$/,
  },
  {
    attack: 'an object of the trailer that nobody knows',
    update: { trailer: { Hidden: '4 0 R' } },
    rule: 'unexplained',
    path: /^\/Hidden$/,
  },
];

describe('attacks on a signed contract: content', () => {
  for (const { attack, base, update, rule, path } of cases) {
    it(attack, async () => {
      const signed = await signedContract(base);
      const clean = await reportOn(signed);
      assert.equal(clean.indication, 'TOTAL_PASSED', 'the clean twin');
      const forged = append(signed, typeof update === 'function' ? update(signed) : update);
      const report = await reportOn(forged);
      assert.equal(report.integrity, 'INTACT', 'the signed bytes are still there');
      assert.deepEqual([report.modifications.level, report.modifications.permitted], ['OTHER', false], summary(report));
      assert.isTrue(
        report.modifications.findings.some((finding) => finding.rule === rule && path.test(finding.path)),
        summary(report),
      );
      assert.equal((await verify(forged)).verdict, 'FAILED');
    });
  }
});
