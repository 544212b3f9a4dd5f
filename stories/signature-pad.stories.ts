import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import '../packages/elements/src/signature-pad/signature-pad.define.ts';
import type { CinnabarSignaturePad } from '../packages/elements/src/signature-pad/signature-pad.ts';

const meta: Meta = {
  title: 'Signing/Signature pad',
  component: 'cinnabar-signature-pad',
  decorators: [
    (story) => {
      document.body.style.background = 'light-dark(#fbfaf7, #1a1918)';
      return story();
    },
  ],
};
export default meta;

/** In the page. */
export const InPage: StoryObj = {
  render: () => {
    const pad = Object.assign(document.createElement('cinnabar-signature-pad'), { signer: '李𬭎' });
    Object.assign(pad.style, { maxWidth: '640px', padding: '24px' });
    return pad;
  },
};

/** Over the whole screen: on an upright phone it lies sideways, on a large screen it is a dialog. */
export const FullScreen: StoryObj = {
  render: () => html`<cinnabar-signature-pad signer="李𬭎" fullscreen></cinnabar-signature-pad>`,
};

/** In a form, as a required field. */
export const InForm: StoryObj = {
  render: () => {
    const form = document.createElement('form');
    const pad: CinnabarSignaturePad = Object.assign(document.createElement('cinnabar-signature-pad'), {
      name: 'signature',
      required: true,
    });
    const size = document.createElement('output');
    form.append(pad, size);
    Object.assign(form.style, { maxWidth: '640px', padding: '24px', color: 'light-dark(#1c1b1a, #edeae4)' });
    form.addEventListener('input', () => (size.textContent = `${pad.value.length} B`));
    return form;
  },
};
