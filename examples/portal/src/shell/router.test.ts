import { assert } from 'chai';
import { LitElement, html } from 'lit';
import { HashRouter, matchRoute } from './router.ts';

const patterns = { list: '/contracts', contract: '/contracts/:id', room: '/contracts/:id/room' };

describe('matchRoute', () => {
  it('names the pattern and decodes its parameters and query', () => {
    const route = matchRoute(patterns, '#/contracts/a%2Fb/room?from=2026-01-01');
    assert.equal(route?.name, 'room');
    assert.deepEqual(route?.parameters, { id: 'a/b' });
    assert.equal(route?.query.get('from'), '2026-01-01');
  });

  it('knows neither longer nor malformed addresses', () => {
    assert.isUndefined(matchRoute(patterns, '#/contracts/1/room/more'));
    assert.isUndefined(matchRoute(patterns, '#/contracts/%E0%A4%A'));
    assert.isUndefined(matchRoute(patterns, '#/other'));
  });

  it('takes a slash at the end for nothing', () => {
    assert.equal(matchRoute(patterns, '#/contracts/')?.name, 'list');
  });
});

class RoutedPage extends LitElement {
  readonly router = new HashRouter(this, patterns, 'list');
  override render() {
    return html`${this.router.route.name}`;
  }
}
customElements.define('routed-page', RoutedPage);

describe('HashRouter', () => {
  let page: RoutedPage;

  beforeEach(async () => {
    location.hash = '#/contracts';
    page = document.createElement('routed-page') as RoutedPage;
    document.body.append(page);
    await page.updateComplete;
  });

  afterEach(() => {
    page.remove();
    history.replaceState(null, '', location.pathname + location.search);
  });

  const go = async (hash: string): Promise<void> => {
    const changed = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
    location.hash = hash;
    await changed;
    await page.updateComplete;
  };

  it('follows the address', async () => {
    await go('#/contracts/7');
    assert.equal(page.router.route.name, 'contract');
    assert.equal(page.shadowRoot?.textContent, 'contract');
  });

  it('shows the home route for an address it does not know', async () => {
    await go('#/nowhere');
    assert.equal(page.router.route.name, 'list');
  });

  it('stays, address included, while the guard refuses, and asks no more once left', async () => {
    let asked = 0;
    let leave = false;
    page.router.guard = (next) => {
      asked++;
      assert.equal(next.name, 'contract');
      return leave;
    };
    await go('#/contracts/7');
    assert.equal(page.router.route.name, 'list');
    assert.equal(location.hash, '#/contracts');

    leave = true;
    await go('#/contracts/7');
    assert.equal(page.router.route.name, 'contract');
    await go('#/contracts');
    assert.equal(asked, 2);
  });
});
