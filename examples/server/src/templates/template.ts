import type { TemplateField } from '@cinnabar/client';
import type { Control, FillControl } from '@cinnabar/core/field';
import type { LocalizedText } from '@cinnabar/core/language';

/** What is known of the two sides when a contract is initiated. */
export interface TemplateParties {
  readonly employer: {
    readonly name: string;
    readonly uscc: string;
    readonly legalRepresentative: string;
    readonly address: string;
    readonly agent: string;
    readonly phone: string;
  };
  readonly worker: { readonly name: string; readonly phone: string; readonly idNumber: string };
}

/** A control without its place. */
export type ControlTemplate = Omit<FillControl, 'page' | 'rect'> | Omit<Control, 'page' | 'rect'>;

/** Words of the document and the controls that belong to the blanks among them. */
export type Anchor =
  /** Groups 1, 2, … of the pattern are the blanks of the controls in order. */
  | { readonly shape: 'blanks'; readonly pattern: string; readonly controls: readonly ControlTemplate[] }
  /** Group 1 is a blank of several lines. */
  | { readonly shape: 'block'; readonly pattern: string; readonly control: ControlTemplate }
  /** The space in front of each of the last three glyphs: 年, 月, 日. */
  | {
      readonly shape: 'date-gaps';
      readonly pattern: string;
      readonly occurrence: number;
      readonly controls: readonly [ControlTemplate, ControlTemplate, ControlTemplate];
    }
  /** Group 1 is the label; group 2, when there, the label of the next column. */
  | { readonly shape: 'seal' | 'signature'; readonly pattern: string; readonly control: ControlTemplate };

export interface Template {
  readonly id: string;
  readonly name: LocalizedText;
  readonly fields: readonly TemplateField[];
  readonly anchors: readonly Anchor[];
  /**
   * What is printed for the answers of the form, by control id.
   * @throws CinnabarError `FIELD_*` when answers contradict one another.
   */
  values(fields: Readonly<Record<string, string>>, parties: TemplateParties): Readonly<Record<string, string>>;
}
