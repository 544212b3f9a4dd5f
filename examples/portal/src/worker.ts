import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PortalApp } from './shell/portal-app.ts';
import { restoreLanguage } from './shell/language.ts';
import './shell/elements.ts';
import './contracts/contract-page.ts';
import './contracts/room-page.ts';
import './worker/worker-contracts-page.ts';

/**
 * The worker's portal: on a phone first, the same on a PC.
 * Catalogue: CLI-2, CLI-3.
 */
@customElement('worker-portal')
export class WorkerPortal extends PortalApp {
  protected override readonly portal = 'worker';

  protected override page(): TemplateResult {
    const { client, router } = this;
    const { name, parameters, query } = router.route;
    const id = parameters['id'] ?? '';
    switch (name) {
      case 'contract':
        // The link in the SMS leads here: what waits for a signature opens straight in the room.
        return html`<contract-page
          .client=${client}
          .contractId=${id}
          @signable=${() => location.replace(`#/contracts/${id}/room`)}
        ></contract-page>`;
      case 'room':
        return html`<room-page
          .client=${client}
          .contractId=${id}
          @unsaved=${this.guard}
          @leave=${() => (location.hash = '#/contracts')}
        ></room-page>`;
      default:
        return html`<worker-contracts-page .client=${client} .query=${query}></worker-contracts-page>`;
    }
  }
}

restoreLanguage();
