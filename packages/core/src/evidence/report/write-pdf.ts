import { joinParts, latin1ToBytes } from '../../bytes/index.ts';
import { runsOf } from '../../font/index.ts';
import { IncrementalWriter, openPdf, PdfDict, PdfName, PdfStream, PdfString, type PdfRef } from '../../pdf/index.ts';
import { EmbeddedFonts } from '../../stamp/index.ts';
import { paper } from './composer.ts';
import type { Colour, Mark, ReportFonts } from './layout.ts';

export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly createdAt: Date;
}

/** A PDF without pages, for the writer to continue: it writes changes only. */
const empty = ((): Uint8Array => {
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'];
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, i) => {
    const offset = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return latin1ToBytes(`${text}xref\n0 3\n0000000000 65535 f \n${offsets.join('')}${trailer}`);
})();

/** A PDF with these pages; fonts embedded as subsets, text recoverable. The same pages give the same bytes. */
export function writePdf(pages: readonly (readonly Mark[])[], fonts: ReportFonts, facts: PdfFacts): Uint8Array {
  const document = openPdf(empty);
  const writer = new IncrementalWriter(document);
  const clusters = pages.flatMap((marks) => marks.flatMap((mark) => (mark.kind === 'text' ? mark.clusters : [])));
  const embedded = new EmbeddedFonts(writer, fonts.set, clusters);
  const resources = writer.add(embedded.resources(clusters.map(({ face }) => face)));
  const tree = document.trailer.get('Root') as PdfRef;
  const catalog = document.get(tree) as PdfDict;
  const parent = catalog.get('Pages') as PdfRef;
  const kids = pages.map((marks) =>
    writer.add(
      new PdfDict({
        Type: PdfName.of('Page'),
        Parent: parent,
        MediaBox: [0, 0, paper.width, paper.height],
        Resources: resources,
        Contents: writer.add(PdfStream.flate(new PdfDict(), latin1ToBytes(operatorsOf(marks, embedded)))),
      }),
    ),
  );
  writer.set(parent, new PdfDict({ Type: PdfName.of('Pages'), Kids: kids, Count: kids.length }));
  const viewer = new PdfDict({ DisplayDocTitle: true });
  writer.set(tree, catalog.clone().set('Lang', PdfString.text(facts.language)).set('ViewerPreferences', viewer));
  const date = PdfString.text(`D:${facts.createdAt.toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z`);
  const info = { Title: PdfString.text(facts.title), Author: PdfString.text(facts.author), CreationDate: date };
  writer.setTrailerEntry('Info', writer.add(new PdfDict(info)));
  return joinParts(writer.write().parts);
}

function operatorsOf(marks: readonly Mark[], fonts: EmbeddedFonts): string {
  return marks.map((mark) => operatorOf(mark, fonts)).join('\n');
}

function operatorOf(mark: Mark, fonts: EmbeddedFonts): string {
  if (mark.kind === 'text') {
    const runs = runsOf(mark.clusters).map(
      (run) => `/${fonts.resourceName(run.face)} ${round(mark.size)} Tf <${fonts.encode(run.clusters)}> Tj`,
    );
    const { x, y, colour } = mark;
    return `BT ${operands(colour)} rg 1 0 0 1 ${round(x)} ${round(y)} Tm ${runs.join(' ')} ET`;
  }
  if (mark.kind === 'line') {
    const { from, to, width, colour } = mark;
    return `${operands(colour)} RG ${width} w ${operands(from)} m ${operands(to)} l S`;
  }
  const { x, y, width, height, fill, stroke } = mark;
  const box = `${operands([x, y, width, height])} re`;
  if (fill) return `${operands(fill)} rg ${box} f`;
  return stroke ? `${operands(stroke)} RG 0.6 w ${box} S` : '';
}

function operands(values: Colour | readonly number[]): string {
  return values.map(round).join(' ');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
