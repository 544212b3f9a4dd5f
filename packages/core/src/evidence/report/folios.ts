import { fillIn } from '../../language/index.ts';
import { measure, paper, type Composer } from './composer.ts';
import { labels, type Voice } from './labels.ts';
import { colours, setText, textMarks } from './layout.ts';

/** Page numbers at the foot of every page; title and number at the head of all but the first. */
export function addFolios({ pages, fonts }: Composer, voice: Voice, number: string): void {
  const set = (text: string): ReturnType<typeof setText> =>
    setText([{ text, size: 7.5, colour: colours.soft }], measure, fonts);
  for (const [index, marks] of pages.entries()) {
    const place = set(voice.line(fillIn(labels.page, { page: index + 1, pages: pages.length })));
    marks.push(...textMarks(place, paper.left, 46, { to: 'centre', width: measure }));
    if (index === 0) continue;
    const top = paper.height - 34;
    marks.push(...textMarks(set(voice.first(labels.title)), paper.left, top));
    marks.push(...textMarks(set(number), paper.left, top, { to: 'right', width: measure }));
    const y = top - 15;
    marks.push({
      kind: 'line',
      from: [paper.left, y],
      to: [paper.left + measure, y],
      width: 0.4,
      colour: colours.line,
    });
  }
}
