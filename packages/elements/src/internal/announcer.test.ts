import { assert } from 'chai';
import { until } from '../../test/support/viewer-fixture.ts';
import { announce } from './announcer.ts';

const region = (root: Document | ShadowRoot = document): Element | null =>
  root.querySelector('[data-cinnabar-announcer]');

describe('announce', () => {
  it('speaks through one polite region of the document', async () => {
    announce('first');
    announce('second');
    await until('the words', () => region()?.textContent === 'second');
    assert.lengthOf(document.querySelectorAll('[data-cinnabar-announcer]'), 1);
    assert.equal(region()?.getAttribute('role'), 'status');
  });

  it('is heard inside a modal dialog of the host page, also across a shadow root, and outside again', async () => {
    const host = document.createElement('div');
    const dialog = document.createElement('dialog');
    dialog.append(document.createElement('button'));
    host.attachShadow({ mode: 'open' }).append(dialog);
    document.body.append(host);
    dialog.showModal();
    announce('inside');
    assert.isTrue(region(host.shadowRoot!)?.parentElement === dialog);
    dialog.close();
    announce('outside');
    assert.isTrue(region()?.parentElement === document.body);
    host.remove();
  });
});
