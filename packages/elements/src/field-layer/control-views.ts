import { type Control, type FillControl, isMarkControl, type MarkControl, takesSeal } from '@cinnabar/core/field';
import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { Check, CircleAlert, PenLine, Stamp, X } from 'lucide';
import type { PageGeometry } from '../contract-viewer/page-geometry.ts';
import { icon } from '../internal/icon.ts';
import { inlineStyles } from '../internal/inline-styles.ts';
import type { Localizer } from '../internal/localize.ts';
import type { MarkKind } from '../placement/index.ts';
import { fieldInput } from './field-input.ts';
import type { messages } from './field-layer.messages.ts';
import type { FieldModel } from './field-model.ts';
import { markView } from './mark-view.ts';
import { problemText } from './problem-text.ts';
import { shortText } from './written-value.ts';

/** True size of the seal a company area is for, in points: 42 mm. */
const sealDiameter = (42 / 25.4) * 72;

/** Narrower than this, CSS pixels, another party's field shows its outline alone. */
const leastForWords = 56;

/** CSS pixels from which a field has room for two inputs that a finger can tell apart. */
const twoLines = 52;

export interface ViewContext {
  readonly fileId: string;
  readonly model: FieldModel;
  readonly l10n: Localizer<typeof messages>;
  readonly narrow: boolean;
  /** Areas for this kind of mark are lifted, others sink. */
  readonly highlighted: MarkKind | null;
  change(control: FillControl, value: string): void;
  focused(control: Control): void;
  edit(control: FillControl): void;
  requestMark(control: MarkControl): void;
  removeMark(control: MarkControl): void;
}

/** Where a control stands in the sheet, and how many done controls stand before it on its line. */
export interface Spot {
  readonly geometry: PageGeometry;
  readonly ticksBefore: number;
}

/** A field of the signer: an input on the paper, on a phone a button that opens the sheet. */
export function ownField(control: FillControl, spot: Spot, c: ViewContext): TemplateResult {
  const label = c.l10n.pick(control.label);
  const value = c.model.value(c.fileId, control.id);
  const problem = c.model.shownProblem(c.fileId, control);
  const done = c.model.isDone(c.fileId, control);
  const problemId = problem ? `problem-${control.id}` : undefined;
  const required = c.model.isRequired(c.fileId, control);
  const name = required ? c.l10n.t('required', { label }) : label;
  const editor = c.narrow
    ? html`<button
        id=${`input-${control.id}`}
        class="value ${value === '' ? 'unfilled' : ''} kind-${control.kind}"
        aria-label=${value === '' ? c.l10n.t('fill', { label: name }) : c.l10n.t('filled', { label: name, value: shortText(control, value) })}
        aria-describedby=${problemId ?? nothing}
        @click=${() => c.edit(control)}
      >
        <span class="reach"></span>${value === '' ? label : shortText(control, value)}
      </button>`
    : fieldInput({
        control,
        value,
        className: spot.geometry.toCss(control.rect).height >= twoLines ? 'value stacked' : 'value',
        required,
        name,
        placeholder: label,
        choose: label,
        l10n: c.l10n,
        problemId,
        onInput: (text) => c.change(control, text),
        onBlur: () => c.model.touch(c.fileId, control.id),
        onFocus: () => c.focused(control),
      });
  const state = classMap({ control: true, done, wrong: problem !== undefined, missing: value.trim() === '' });
  return html`<div class=${state} data-control=${control.id} ${spotStyle(control, spot)}>
    ${editor}${control.kind === 'date' && value === '' && !c.narrow ? html`<span class="ghost" aria-hidden="true">${label}</span>` : nothing}
    ${required && !done && !problem ? html`<span class="star" aria-hidden="true">*</span>` : nothing}
    ${problem ? html`<span class="alert" aria-hidden="true">${icon(CircleAlert, c.narrow ? 12 : 16)}</span>` : nothing}
    ${done ? tick(control, spot, c) : nothing}
    ${problem ? html`<p class="problem" id=${problemId ?? nothing}>${problemText(c.l10n, problem)}</p>` : nothing}
  </div>`;
}

/** A signing area of the signer: a button, and a place to drop a seal on. */
export function ownArea(control: MarkControl, spot: Spot, c: ViewContext): TemplateResult {
  const label = c.l10n.pick(control.label);
  const placed = c.model.mark(c.fileId, control.id);
  const problem = c.model.shownProblem(c.fileId, control);
  const problemId = problem ? `problem-${control.id}` : undefined;
  const seal = takesSeal(control);
  const lifted = c.highlighted === (seal ? 'company-seal' : 'signature');
  const call = lifted ? c.l10n.t('dropHere') : callOf(control, seal, c);
  const name = placed
    ? c.l10n.t(seal ? 'sealed' : 'signed', { label })
    : control.required
      ? c.l10n.t('required', { label: `${label} ${call}` })
      : `${label} ${call}`;
  const state = classMap({
    control: true,
    done: placed !== undefined,
    wrong: problem !== undefined,
    lift: lifted,
    sink: c.highlighted !== null && !lifted,
  });
  const remove = c.l10n.t('removeMark', { label });
  return html`<div class=${state} data-control=${control.id} ${spotStyle(control, spot)}>
    <button
      class="area ${placed ? 'marked' : ''}"
      aria-label=${name}
      aria-describedby=${problemId ?? nothing}
      @click=${() => c.requestMark(control)}
      @focus=${() => c.focused(control)}
    >
      ${
        placed
          ? nothing
          : html`${seal ? sealOutline(control, spot) : nothing}
              <span class="words"
                >${icon(seal ? Stamp : PenLine, 20)}<span>${label}</span> <small>${call}</small></span
              >`
      }
    </button>
    ${
      placed
        ? html`${markView(placed, control.rect, spot.geometry)}
            <button class="remove" aria-label=${remove} title=${remove} @click=${() => c.removeMark(control)}>
              <span>${icon(X, 16)}</span>
            </button>
            ${tick(control, spot, c)}`
        : nothing
    }
    ${problem ? html`<p class="problem" id=${problemId ?? nothing}>${problemText(c.l10n, problem)}</p>` : nothing}
  </div>`;
}

function callOf(control: MarkControl, seal: boolean, { l10n }: ViewContext): string {
  if (control.kind === 'remark') return l10n.t('copyHere', { text: control.text ?? '' });
  return l10n.t(seal ? 'sealHere' : 'signHere');
}

/** A control of somebody else, or one the server fills: outlined, with its owner's name, nothing to focus. */
export function otherControl(control: Control, owner: string, spot: Spot, c: ViewContext): TemplateResult {
  const area = isMarkControl(control);
  const label = c.l10n.pick(control.label);
  const words = control.kind === 'sign-date' ? [c.l10n.t('onSigning')] : [owner, label];
  const filled = !area && c.model.value(c.fileId, control.id) !== '';
  // Words that do not fit would only cover what is printed around them.
  const isPart = !area && control.datePart !== undefined;
  const cramped = isPart || (!area && spot.geometry.toCss(control.rect).width < leastForWords);
  return html`<div
    class="control other ${area ? 'area-of' : ''}"
    data-control=${control.id}
    ${spotStyle(control, spot)}
  >
    ${filled ? nothing : html`<span class=${cramped ? 'visually-hidden' : ''}>${words[0]}${words[1] ? html`<i> · </i><span>${words[1]}</span>` : nothing}</span>`}
  </div>`;
}

function sealOutline(control: MarkControl, { geometry }: Spot): TemplateResult {
  const size = `${Math.min(sealDiameter, control.rect.width, control.rect.height) * geometry.scale}px`;
  return html`<span class="outline" ${inlineStyles({ width: size, height: size })}></span>`;
}

/** In the page's left margin, beside the line of the control; on a phone, whose window shows no margin, at the control. */
function tick(control: Control, { geometry, ticksBefore }: Spot, c: ViewContext): TemplateResult {
  const size = c.narrow ? 12 : 18;
  const { left } = geometry.toCss(control.rect);
  const place = inlineStyles(
    c.narrow ? {} : { insetInlineStart: `${4 + ticksBefore * size - left}px`, insetInlineEnd: 'auto' },
  );
  return html`<span class="tick" role="img" aria-label=${c.l10n.t('done')} ${place}>${icon(Check, size)}</span>`;
}

function spotStyle(control: Control, { geometry }: Spot): ReturnType<typeof inlineStyles> {
  const box = geometry.toCss(control.rect);
  const { height } = control.rect;
  const points = ('fontSize' in control && control.fontSize) || Math.min(12, height * 0.72);
  return inlineStyles({
    left: `${geometry.offset.left + box.left}px`,
    top: `${geometry.offset.top + box.top}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    '--size': `${points * geometry.scale}px`,
    '--align': 'align' in control ? (control.align ?? 'start') : 'start',
  });
}
