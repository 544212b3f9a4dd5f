import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/contract-viewer/contract-viewer.define.ts';
import '../packages/elements/src/field-layer/field-layer.define.ts';
import type { CinnabarFieldLayer, PlacedMark } from '../packages/elements/src/field-layer/index.ts';
import { inlineStyles } from '../packages/elements/src/internal/inline-styles.ts';
import { contractControls, sampleContract } from './support/sample-contract.ts';
import { useStoryAssets } from './support/viewer-assets.ts';

useStoryAssets();

interface Args {
  signerRole: string;
  values: Record<string, string>;
  marks: readonly PlacedMark[];
  controlsHidden: boolean;
  width: string;
  ready?: (layer: CinnabarFieldLayer) => void;
}

const meta: Meta<Args> = {
  title: 'Elements/Field layer',
  component: 'cinnabar-field-layer',
  parameters: { layout: 'fullscreen' },
  args: { signerRole: 'worker', values: {}, marks: [], controlsHidden: false, width: '100%' },
  argTypes: { signerRole: { control: 'select', options: ['worker', 'employer'] } },
  render: ({ signerRole, values, marks, controlsHidden, width, ready }) =>
    html`<cinnabar-contract-viewer
      .files=${[{ id: 'contract', name: '劳动合同.pdf' }]}
      .source=${async () => sampleContract()}
      ${inlineStyles({ height: '100vh', width })}
      @cinnabar-document-ready=${(event: Event) =>
        ready?.((event.currentTarget as Element).querySelector('cinnabar-field-layer') as CinnabarFieldLayer)}
    >
      <cinnabar-field-layer
        .files=${[{ id: 'contract', controls: contractControls, values }]}
        .signerRole=${signerRole}
        .marks=${marks}
        .controlsHidden=${controlsHidden}
        .parties=${[
          { role: 'employer', name: '广州云杉科技有限公司', state: 'PENDING' },
          { role: 'worker', name: '李雨桐', state: 'PENDING' },
        ]}
      ></cinnabar-field-layer>
    </cinnabar-contract-viewer>`,
};
export default meta;

type Story = StoryObj<Args>;

export const ToFill: Story = {};

export const Filled: Story = {
  args: {
    values: {
      'registered-address': '广东省广州市天河区体育西路 1 号',
      residence: '广州市海珠区新港中路 2 号',
      'first-day': '2026-12-01',
    },
  },
};

/** The signer pressed on without filling: each problem stands at its control. */
export const Problems: Story = { args: { ready: (layer) => layer.showProblems() } };

/** Fields open a sheet: the paper is too small for typing on. */
export const Phone: Story = { args: { width: '390px' } };

export const CompanySide: Story = {
  args: { signerRole: 'employer', ready: (layer) => layer.focusControl('contract', 'company-seal') },
};

/** While a seal is picked up, the areas that take it rise. */
export const AreasLifted: Story = {
  args: {
    signerRole: 'employer',
    ready: (layer) => {
      layer.highlightAreas('company-seal');
      layer.reveal('contract', 'company-seal');
    },
  },
};
