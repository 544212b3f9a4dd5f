import { colours, setText, textMarks, type Mark, type Passage, type ReportFonts, type SetText } from './layout.ts';

/** ISO A4 in points, and its margins. */
export const paper = { width: 595.28, height: 841.89, left: 62, right: 62, top: 74, bottom: 70 } as const;
export const measure = paper.width - paper.left - paper.right;

/** A cell: passages one below the other. */
export type Cell = readonly Passage[];

export interface TableColumn {
  readonly head: Cell;
  /** Share of the measure; the shares of a table add up to 1. */
  readonly share: number;
}

const cellPadding = { x: 5, y: 4.5 };

/** Fills pages from top to bottom; what does not fit goes to the next. */
export class Composer {
  readonly fonts: ReportFonts;
  readonly pages: Mark[][] = [[]];
  #y: number = paper.height - paper.top;
  /** Set, but not yet drawn: on which page depends on what follows. */
  #heading: { readonly set: SetText; readonly room: number } | undefined;

  constructor(fonts: ReportFonts) {
    this.fonts = fonts;
  }

  /** Distance from the page's bottom edge to the next thing's top. */
  get y(): number {
    return this.#y;
  }

  newPage(): void {
    this.pages.push([]);
    this.#y = paper.height - paper.top;
  }

  space(points: number): void {
    this.#y -= points;
  }

  /** Moves to a new page unless `height` points fit on this one; a heading that waits for them goes with them. */
  need(height: number): void {
    const { set, room } = this.#heading ?? { set: undefined, room: 0 };
    this.#heading = undefined;
    const gap = set && this.#y < paper.height - paper.top ? 20 : 0;
    const whole = set ? gap + set.height + 6 + Math.max(height, room) : height;
    if (this.#y - whole < paper.bottom) this.newPage();
    else this.space(gap);
    if (set) this.#drawHeading(set);
  }

  draw(...marks: readonly Mark[]): void {
    (this.pages.at(-1) as Mark[]).push(...marks);
  }

  /** Passages in the full measure, broken between lines where a page ends. */
  text(passages: readonly Passage[], options: { readonly indent?: number } = {}): void {
    const { indent = 0 } = options;
    const set = setText(passages, measure - indent, this.fonts);
    for (const [index, line] of set.lines.entries()) {
      const top = index === 0 ? 0 : (set.lines[index - 1] as SetText['lines'][number]).drop;
      const step = index === 0 ? line.drop : line.drop - top;
      this.need(step + 0.6 * line.passage.size);
      const [mark] = textMarks({ height: 0, lines: [{ ...line, drop: step }] }, paper.left + indent, this.#y);
      if (mark) this.draw(mark);
      this.#y -= step;
    }
    const last = set.lines.at(-1);
    if (last) this.#y -= set.height - last.drop;
  }

  /** A heading, kept together with what follows it, of which `room` points at least. */
  heading(passages: readonly Passage[], room = 80): void {
    this.#heading = { set: setText(passages, measure - 14, this.fonts), room };
  }

  #drawHeading(set: SetText): void {
    this.draw({
      kind: 'box',
      x: paper.left,
      y: this.#y - set.height + 3,
      width: 3,
      height: set.height - 5,
      fill: colours.accent,
    });
    this.draw(...textMarks(set, paper.left + 12, this.#y));
    this.#y -= set.height + 6;
  }

  /** Names and values in two columns, with hairlines between. */
  facts(rows: readonly (readonly [name: Cell, value: Cell])[], share = 0.26): void {
    const nameWidth = measure * share;
    for (const [name, value] of rows) {
      const [left, right] = [
        setText(name, nameWidth - 10, this.fonts),
        setText(value, measure - nameWidth - cellPadding.x, this.fonts),
      ];
      const height = Math.max(left.height, right.height) + 2 * cellPadding.y;
      this.need(height);
      this.draw(...textMarks(left, paper.left, this.#y - cellPadding.y));
      this.draw(...textMarks(right, paper.left + nameWidth, this.#y - cellPadding.y));
      this.#y -= height;
      this.#rule(0.4);
    }
  }

  /** A table whose head is repeated on every page it runs over; rows stay whole. */
  table(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): void {
    const head = (): void => {
      this.#row(
        columns,
        columns.map((column) => column.head),
        true,
      );
    };
    const first = rows[0] ? this.#heightOf(columns, rows[0]) : 0;
    this.need(
      this.#heightOf(
        columns,
        columns.map((column) => column.head),
      ) + first,
    );
    head();
    for (const row of rows) {
      const height = this.#heightOf(columns, row);
      if (this.#y - height < paper.bottom) {
        this.newPage();
        head();
      }
      this.#row(columns, row, false);
    }
  }

  /** Passages in a tinted box. */
  note(passages: readonly Passage[], options: { readonly warn?: boolean } = {}): void {
    const set = setText(passages, measure - 28, this.fonts);
    const height = set.height + 18;
    this.need(height + 8);
    const y = this.#y - height;
    this.draw({ kind: 'box', x: paper.left, y, width: measure, height, fill: colours.tint });
    const colour = options.warn ? colours.accent : colours.line;
    this.draw({ kind: 'box', x: paper.left, y, width: 3, height, fill: colour });
    this.draw(...textMarks(set, paper.left + 15, this.#y - 9));
    this.#y = y - 8;
  }

  #setRow(columns: readonly TableColumn[], cells: readonly Cell[]): SetText[] {
    return columns.map(({ share }, i) => setText(cells[i] ?? [], measure * share - 2 * cellPadding.x, this.fonts));
  }

  #heightOf(columns: readonly TableColumn[], cells: readonly Cell[]): number {
    return Math.max(...this.#setRow(columns, cells).map(({ height }) => height)) + 2 * cellPadding.y;
  }

  #row(columns: readonly TableColumn[], cells: readonly Cell[], head: boolean): void {
    const sets = this.#setRow(columns, cells);
    const height = Math.max(...sets.map((set) => set.height)) + 2 * cellPadding.y;
    if (head) {
      const y = this.#y - height;
      this.draw({ kind: 'box', x: paper.left, y, width: measure, height, fill: colours.tint });
    }
    let x: number = paper.left;
    for (const [i, set] of sets.entries()) {
      this.draw(...textMarks(set, x + cellPadding.x, this.#y - cellPadding.y));
      x += measure * (columns[i]?.share ?? 0);
    }
    this.#y -= height;
    this.#rule(head ? 0.8 : 0.4);
  }

  #rule(width: number): void {
    const [from, to] = [
      [paper.left, this.#y],
      [paper.left + measure, this.#y],
    ] as const;
    this.draw({ kind: 'line', from, to, width, colour: colours.line });
  }
}
