import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  BookOpen,
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleDashed,
  FileText,
  Maximize,
  Minus,
  PanelLeft,
  Plus,
  Search,
  TriangleAlert,
  X,
} from 'lucide';
import { breakableName } from '../internal/breakable-name.ts';
import { icon } from '../internal/icon.ts';
import type { Localizer } from '../internal/localize.ts';
import { messages } from './contract-viewer.messages.ts';
import type { ViewerFile } from './viewer-files.ts';
import type { ViewerSearch } from './viewer-search.ts';

export type ViewerTexts = Localizer<typeof messages>;

/** What the bars around the paper show. */
export interface ChromeState {
  readonly files: readonly ViewerFile[];
  readonly activeFile: string | undefined;
  readonly ready: boolean;
  /** 0-based. */
  readonly page: number;
  readonly pageCount: number;
  readonly percent: number;
  readonly fit: boolean;
  readonly narrow: boolean;
  readonly sideOpen: boolean;
  readonly searchOpen: boolean;
  readonly readFraction: number;
}

export interface ChromeActions {
  chooseFile(fileId: string): void;
  goToPage(page: number): void;
  zoomBy(direction: 1 | -1): void;
  fitWidth(): void;
  toggleSide(): void;
  toggleSearch(): void;
}

export function toolbar(t: ViewerTexts, s: ChromeState, act: ChromeActions): TemplateResult {
  const side = s.sideOpen ? t.t('hideSide') : t.t('showSide');
  return html`
    <div class="bar" part="toolbar" role="group" aria-label=${t.t('tools')}>
      ${
        s.narrow
          ? fileChoice(t, s, act)
          : html`<button
              class="icon-button"
              aria-label=${side}
              title=${side}
              aria-expanded=${s.sideOpen}
              @click=${act.toggleSide}
            >
              ${icon(PanelLeft)}
            </button>`
      }
      ${pageBox(t, s, act)}
      <span class="grow"></span>
      ${readMark(t, s)} ${button(t.t('zoomOut'), icon(Minus), () => act.zoomBy(-1), !s.ready)}
      <button
        class="percent"
        aria-label=${`${t.t('zoomLevel', { percent: s.percent })}，${t.t('fitWidth')}`}
        title=${t.t('fitWidth')}
        aria-pressed=${s.fit}
        ?disabled=${!s.ready}
        @click=${act.fitWidth}
      >
        ${s.percent}%
      </button>
      ${button(t.t('zoomIn'), icon(Plus), () => act.zoomBy(1), !s.ready)}
      ${s.narrow && !s.fit ? button(t.t('fitWidth'), icon(Maximize), act.fitWidth, !s.ready) : nothing}
      <span class="split"></span>
      <button
        class="icon-button search-toggle"
        aria-label=${t.t('search')}
        title=${t.t('search')}
        aria-expanded=${s.searchOpen}
        ?disabled=${!s.ready}
        @click=${act.toggleSearch}
      >
        ${icon(Search)}
      </button>
    </div>
  `;
}

function button(name: string, content: TemplateResult, click: () => void, disabled: boolean): TemplateResult {
  return html`<button class="icon-button" aria-label=${name} title=${name} ?disabled=${disabled} @click=${click}>
    ${content}
  </button>`;
}

function pageBox(t: ViewerTexts, s: ChromeState, act: ChromeActions): TemplateResult | typeof nothing {
  if (!s.ready) return nothing;
  const change = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const page = Number.parseInt(input.value, 10);
    if (Number.isFinite(page)) act.goToPage(Math.min(s.pageCount, Math.max(1, page)) - 1);
    else input.value = String(s.page + 1);
  };
  return html`<span class="goto">
    <input
      inputmode="numeric"
      autocomplete="off"
      aria-label=${t.t('goToPage')}
      .value=${live(String(s.page + 1))}
      @focus=${(event: Event) => (event.target as HTMLInputElement).select()}
      @change=${change}
    />
    <span aria-hidden="true">/ ${s.pageCount}</span>
    <span class="visually-hidden" role="status">${t.t('pageOf', { page: s.page + 1, total: s.pageCount })}</span>
  </span>`;
}

function readMark(t: ViewerTexts, s: ChromeState): TemplateResult | typeof nothing {
  if (!s.ready) return nothing;
  const all = s.readFraction >= 1;
  const text = all ? t.t('readAll') : t.t('read', { percent: Math.floor(s.readFraction * 100) });
  return html`<span class="read ${all ? 'all' : ''}">${icon(all ? CircleCheck : BookOpen, 16)}${text}</span>`;
}

function fileChoice(t: ViewerTexts, s: ChromeState, act: ChromeActions): TemplateResult | typeof nothing {
  if (s.files.length < 2) return nothing;
  return html`<select
    class="file-choice"
    aria-label=${t.t('chooseFile')}
    .value=${live(s.activeFile ?? '')}
    @change=${(event: Event) => act.chooseFile((event.target as HTMLSelectElement).value)}
  >
    ${s.files.map(
      (file) =>
        html`<option value=${file.id} ?selected=${file.id === s.activeFile}>
          ${file.done ? '✓ ' : ''}${file.name}
        </option>`,
    )}
  </select>`;
}

export function fileList(t: ViewerTexts, s: ChromeState, act: ChromeActions): TemplateResult {
  return html`
    <h2>${t.t('files')}</h2>
    <ul class="files" part="files">
      ${s.files.map(
        (file) =>
          html`<li>
            <button aria-current=${file.id === s.activeFile ? 'true' : nothing} @click=${() => act.chooseFile(file.id)}>
              ${icon(FileText, 18)}
              <span class="name">${breakableName(file.name)}${badge(t, file)}</span>
            </button>
          </li>`,
      )}
    </ul>
  `;
}

function badge(t: ViewerTexts, file: ViewerFile): TemplateResult | typeof nothing {
  if (file.done === undefined) return nothing;
  return html`<span class="badge ${file.done ? 'done' : ''}">
    ${icon(file.done ? CircleCheck : CircleDashed, 14)}${file.done ? t.t('done') : t.t('open')}
  </span>`;
}

export function searchBar(
  t: ViewerTexts,
  search: ViewerSearch,
  act: { find(query: string): void; step(direction: 1 | -1): void; close(): void },
): TemplateResult {
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.isComposing) act.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') act.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = search.matches.length === 0;
  return html`<div class="search" role="search">
    <input
      class="input"
      type="search"
      autocomplete="off"
      aria-label=${t.t('searchPlaceholder')}
      placeholder=${t.t('searchPlaceholder')}
      .value=${live(search.query)}
      @input=${(event: Event) => act.find((event.target as HTMLInputElement).value)}
      @keydown=${key}
    />
    <span class="count" role="status">${count(t, search)}</span>
    ${button(t.t('previous'), icon(ChevronUp), () => act.step(-1), none)}
    ${button(t.t('next'), icon(ChevronDown), () => act.step(1), none)}
    ${button(t.t('closeSearch'), icon(X), act.close, false)}
  </div>`;
}

function count(t: ViewerTexts, search: ViewerSearch): string {
  if (search.query.trim() === '') return '';
  const { length } = search.matches;
  if (length > 0) return t.t('found', { position: search.position + 1, count: length });
  return search.searching ? t.t('searching') : t.t('notFound');
}

export function loadingState(t: ViewerTexts, name: string): TemplateResult {
  return html`<div class="state loading" role="status"><span class="spinner"></span>${t.t('loading', { name })}</div>`;
}

export function emptyState(t: ViewerTexts): TemplateResult {
  return html`<div class="state">${icon(FileText, 32)}${t.t('empty')}</div>`;
}

export function errorState(t: ViewerTexts, code: string, retry: () => void): TemplateResult {
  const key = code in messages ? (code as keyof typeof messages) : 'VIEWER_LOAD_FAILED';
  return html`<div class="state error" role="alert">
    ${icon(TriangleAlert, 32)}
    <p>${t.t(key)}</p>
    <button class="button" @click=${retry}>${t.t('retry')}</button>
  </div>`;
}
