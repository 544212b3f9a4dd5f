import { measure, paper, type Composer } from './composer.ts';
import type { ReportFacts } from './evidence-report.ts';
import { labels, type Voice } from './labels.ts';
import { colours, setText, textMarks, type Passage } from './layout.ts';
import { grouped, moment, said } from './words.ts';

/** Where the issuer's seal belongs: points, origin at the page's bottom-left corner. */
export interface SignatureArea {
  /** 0-based. */
  readonly page: number;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A company seal of 42 mm. */
const sealSize = 119.06;

/** Title, what the report is about, and room for the seal. */
export function coverPage(composer: Composer, voice: Voice, facts: ReportFacts): SignatureArea {
  const { request, manifest, events } = facts;
  const { fonts } = composer;
  composer.space(18);
  composer.draw({ kind: 'box', x: paper.left, y: composer.y, width: 36, height: 4, fill: colours.accent });
  composer.space(20);
  const title = voice
    .say(labels.title, { size: 27, bold: true })
    .map((passage, i): Passage => (i === 0 ? passage : { ...passage, size: 14, before: 4 }));
  composer.text(title);
  composer.space(18);
  const parties = request.parties.map(({ role, name }) => `${voice.line(role)}  ${name}`).join('\n');
  const { log, contract } = manifest;
  composer.facts([
    [voice.say(labels.contractName), [said(contract.name, 11, true)]],
    [voice.say(labels.contractId), [said(contract.id)]],
    [voice.say(labels.parties), [said(parties)]],
    [voice.say(labels.period), [said(`${moment(events[0]?.at)}\n${moment(events.at(-1)?.at)}`)]],
    [voice.say(labels.events), [said(String(log.size))]],
    [voice.say(labels.logRoot), [said(grouped(log.root), 7.6)]],
    [voice.say(labels.number), [said(request.number)]],
    [voice.say(labels.issuer), [said(request.issuer)]],
    [voice.say(labels.issuedAt), [said(moment(request.issuedAt.toISOString()))]],
  ]);
  composer.space(14);
  composer.text(voice.say(labels.timesNote, { size: 8.2, colour: colours.soft }));
  if (facts.findings.some(({ code }) => code === 'SIMULATED')) {
    composer.space(8);
    composer.note(voice.say(labels.simulatedCover, { size: 8.8, bold: true, colour: colours.accent }), { warn: true });
  }

  // Many or long names fill the cover; the seal then stands on a page of its own.
  composer.need(sealSize);
  const x = paper.left + measure - sealSize - 6;
  const y = Math.max(paper.bottom, Math.min(composer.y - 20 - sealSize, 130));
  const caption = setText(voice.say(labels.signHere, { size: 8.2, colour: colours.soft }), sealSize + 60, fonts);
  composer.draw(...textMarks(caption, x - 30, y - 4, { to: 'centre', width: sealSize + 60 }));
  return { page: composer.pages.length - 1, rect: { x, y, width: sealSize, height: sealSize } };
}
