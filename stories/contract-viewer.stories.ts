import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/contract-viewer/contract-viewer.define.ts';
import type { CinnabarContractViewer } from '../packages/elements/src/contract-viewer/index.ts';
import { inlineStyles } from '../packages/elements/src/internal/inline-styles.ts';
import { longContract, sampleAgreement, sampleContract } from './support/sample-contract.ts';
import { useStoryAssets } from './support/viewer-assets.ts';

useStoryAssets();

type Args = Pick<CinnabarContractViewer, 'files' | 'source' | 'zoom' | 'sidebarClosed'> & { width: string };

const contract = { id: 'contract', name: '劳动合同.pdf', done: false };
const agreement = { id: 'agreement', name: '保密协议.pdf', done: true };

const meta: Meta<Args> = {
  title: 'Elements/Contract viewer',
  component: 'cinnabar-contract-viewer',
  parameters: { layout: 'fullscreen' },
  args: {
    files: [contract, agreement],
    source: async (id) => (id === 'contract' ? sampleContract() : sampleAgreement()),
    zoom: 'fit',
    sidebarClosed: false,
    width: '100%',
  },
  render: ({ files, source, zoom, sidebarClosed, width }) =>
    html`<cinnabar-contract-viewer
      .files=${files}
      .source=${source}
      .zoom=${zoom}
      .sidebarClosed=${sidebarClosed}
      ${inlineStyles({ height: '100vh', width })}
    ></cinnabar-contract-viewer>`,
};
export default meta;

type Story = StoryObj<Args>;

export const TwoFiles: Story = {};

export const Phone: Story = { args: { width: '390px' } };

export const TrueSize: Story = { args: { zoom: 1, sidebarClosed: true } };

/** Bounded in elements and memory, whatever the length. */
export const TwoThousandPages: Story = {
  args: { files: [{ id: 'long', name: '两千页.pdf' }], source: async () => longContract(2000) },
};

export const Loading: Story = {
  args: { files: [contract], source: () => new Promise<Uint8Array>(() => undefined) },
};

/** What arrived is not what the server announced: nothing of it is shown. */
export const DigestMismatch: Story = {
  args: { files: [{ ...contract, digest: '00'.repeat(32) }] },
};

export const DamagedFile: Story = {
  args: { files: [contract], source: async () => new TextEncoder().encode('%PDF-1.7 …') },
};

export const Empty: Story = { args: { files: [] } };
