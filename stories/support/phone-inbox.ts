import type { SandboxInbox } from '@cinnabar/sandbox';
import { css, html, LitElement, type TemplateResult } from 'lit';

/** What arrives on one phone: the sandbox's messages, over the corner of a story. */
class PhoneInbox extends LitElement {
  static override properties = { inbox: { attribute: false }, phone: {} };
  static override styles = css`
    :host {
      position: fixed;
      inset-inline-start: 16px;
      inset-block-end: 16px;
      z-index: 2147483647;
      max-inline-size: 320px;
      padding: 12px 16px;
      border: 1px dashed #8c867d;
      border-radius: 12px;
      background: #fff8e1;
      color: #1c1b1a;
      font:
        14px/1.5 system-ui,
        sans-serif;
    }
    :host([hidden]) {
      display: none;
    }
    p {
      margin: 4px 0 0;
    }
  `;

  declare inbox: SandboxInbox;
  declare phone: string;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // A modal dialog is in the top layer; a popover shown after it stands above.
    this.popover = 'manual';
    this.#timer = setInterval(() => this.#look(), 500);
    this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override render(): TemplateResult {
    const message = this.inbox.messages.find(({ to }) => to === this.phone);
    return html`<strong>沙箱短信 · Sandbox SMS</strong>
      <p>${message?.text}</p>`;
  }

  #look(): void {
    const any = this.inbox.messages.some(({ to }) => to === this.phone);
    if (any !== this.matches(':popover-open')) this.togglePopover(any);
    this.requestUpdate();
  }
}
if (!customElements.get('story-phone-inbox')) customElements.define('story-phone-inbox', PhoneInbox);

export function phoneInbox(inbox: SandboxInbox, phone: string): TemplateResult {
  return html`<story-phone-inbox .inbox=${inbox} .phone=${phone}></story-phone-inbox>`;
}
