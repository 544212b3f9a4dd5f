import type { Account } from '@cinnabar/client';
import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PortalApp } from './shell/portal-app.ts';
import { restoreLanguage } from './shell/language.ts';
import './shell/elements.ts';
import './contracts/contract-list-page.ts';
import './contracts/contract-page.ts';
import './contracts/room-page.ts';
import './initiate/initiate-page.ts';

/**
 * The employer's portal.
 * Catalogue: CLI-1.
 */
@customElement('employer-portal')
export class EmployerPortal extends PortalApp {
  protected override readonly portal = 'employer';

  protected override page(account: Account): TemplateResult {
    const { client, router } = this;
    const { name, parameters, query } = router.route;
    const id = parameters['id'] ?? '';
    switch (name) {
      case 'list':
        return html`<contract-list-page .client=${client} .query=${query}></contract-list-page>`;
      case 'contract':
        return html`<contract-page .client=${client} .contractId=${id}></contract-page>`;
      case 'room':
        return html`<room-page
          .client=${client}
          .contractId=${id}
          @unsaved=${this.guard}
          @leave=${() => (location.hash = `#/contracts/${id}`)}
        ></room-page>`;
      case 'start':
        return html`<initiate-page .client=${client} .account=${account} @unsaved=${this.guard}></initiate-page>`;
    }
  }
}

restoreLanguage();
