import { assert } from 'chai';

import { markControl, PaperSurface } from '../../test/support/paper-surface.ts';
import type { SealAsset } from '../backend/index.ts';
import { BackendIntentSession } from '../intent-dialog/backend-intent-session.ts';

/** The part of the published policy that styles and markup could break. */
const policy = "style-src 'self'; require-trusted-types-for 'script'; trusted-types cinnabar lit-html";

const seal: SealAsset = {
  id: 'seal',
  name: '公章',
  kind: 'company-seal',
  artwork: {
    width: 119,
    height: 119,
    paths: [
      {
        segments: [
          ['M', 0, 0],
          ['L', 119, 119],
        ],
        stroke: [1, 0, 0],
      },
    ],
  },
};

describe('marks under the strict content security policy', () => {
  it('draw, drag, refuse and ask without one violation', async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample, sourceFile }) =>
      violations.push(`${violatedDirective} ${sample} ${sourceFile}`),
    );
    const meta = document.createElement('meta');
    Object.assign(meta, { httpEquiv: 'Content-Security-Policy', content: policy });
    document.head.append(meta);
    await Promise.all([
      import('../seal-tray/seal-tray.define.ts'),
      import('../signature-pad/signature-pad.define.ts'),
      import('../intent-dialog/intent-dialog.define.ts'),
    ]);

    const surface = new PaperSurface([markControl('theirs', { role: 'worker' })]);
    const tray = Object.assign(document.createElement('cinnabar-seal-tray'), { seals: [seal], surface });
    const pad = Object.assign(document.createElement('cinnabar-signature-pad'), { signer: '李𬭎' });
    const session = new BackendIntentSession({} as ConstructorParameters<typeof BackendIntentSession>[0], {
      preparationId: 'prep',
      digests: [],
      fingerprint: 'a1b2c3d4',
      maskedPhone: '138****0001',
    });
    const dialog = Object.assign(document.createElement('cinnabar-intent-dialog'), { session });
    document.body.append(tray, surface.scrollContainer, pad, dialog);
    await Promise.all([tray.updateComplete, pad.updateComplete]);
    tray.renderRoot.querySelector<HTMLElement>('[data-seal]')?.click();
    const { x, y } = surface.elementOf('theirs').getBoundingClientRect();
    document.body.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: x + 5, clientY: y + 5 }));
    assert.isNotNull(document.querySelector('[data-cinnabar=note]'));
    pad.open();
    await pad.updateComplete;
    pad.cancel();
    dialog.show();
    await dialog.updateComplete;
    assert.isAbove(pad.renderRoot.querySelector('.paper')?.clientWidth ?? 0, 100, 'styles apply');
    // The policy itself is in force: what it forbids is reported.
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(violations, []);
    document.body.setAttribute('style', 'color: red');
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.isNotEmpty(violations);
    for (const element of [tray, surface.scrollContainer, pad, dialog]) element.remove();
  });
});
