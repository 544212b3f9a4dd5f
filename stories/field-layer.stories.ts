import type { Control } from '@cinnabar/core/field';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../packages/elements/src/contract-viewer/contract-viewer.define.ts';
import '../packages/elements/src/field-layer/field-layer.define.ts';
import type { CinnabarFieldLayer, PlacedMark } from '../packages/elements/src/field-layer/index.ts';
import { inlineStyles } from '../packages/elements/src/internal/inline-styles.ts';
import { allKinds, allKindsPaper } from './support/all-kinds.ts';
import { contractControls, sampleContract } from './support/sample-contract.ts';
import { useStoryAssets } from './support/viewer-assets.ts';

useStoryAssets();

interface Args {
  signerRole: string;
  values: Record<string, string>;
  marks: readonly PlacedMark[];
  controlsHidden: boolean;
  width: string;
  controls: readonly Control[];
  paper: () => Uint8Array;
  ready?: (layer: CinnabarFieldLayer) => void;
}

const meta: Meta<Args> = {
  title: 'Elements/Field layer',
  component: 'cinnabar-field-layer',
  parameters: { layout: 'fullscreen' },
  args: {
    signerRole: 'worker',
    values: {},
    marks: [],
    controlsHidden: false,
    width: '100%',
    controls: contractControls,
    paper: sampleContract,
  },
  argTypes: { signerRole: { control: 'select', options: ['worker', 'employer'] } },
  render: ({ signerRole, values, marks, controlsHidden, width, controls, paper, ready }) =>
    html`<cinnabar-contract-viewer
      .files=${[{ id: 'contract', name: '劳动合同.pdf' }]}
      .source=${async () => paper()}
      ${inlineStyles({ height: '100vh', width })}
      @cinnabar-document-ready=${(event: Event) =>
        ready?.((event.currentTarget as Element).querySelector('cinnabar-field-layer') as CinnabarFieldLayer)}
    >
      <cinnabar-field-layer
        .files=${[{ id: 'contract', controls, values }]}
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

/** Every kind of control, empty. */
export const AllKinds: Story = { args: { controls: allKinds, paper: allKindsPaper } };

export const AllKindsFilled: Story = {
  args: {
    controls: allKinds,
    paper: allKindsPaper,
    values: {
      text: '嵌入式软件工程师',
      multiline: '乙方入职后参加甲方组织的岗前培训，培训费用由甲方承担。',
      number: '4.5',
      money: '15000.50',
      date: '2026-12-01',
      select: '固定期限',
      radio: '标准工时',
      check: '餐补\n住房',
      tick: 'yes',
      'id-number': '11010519491231002X',
      mobile: '13900000002',
      email: 'worker@example.com',
      district: '广东省广州市天河区\n五山路100号3栋502房',
      education: '大学本科',
      sex: '男',
      'employer-name': '广州云杉科技有限公司',
      'credit-code': '91440101MA5XYU011Y',
      'legal-representative': '林若衡',
      attachment: `学历证明.pdf\n${'ab'.repeat(32)}`,
      table: JSON.stringify([
        ['李建国', '父亲', '13900000004'],
        ['王秀兰', '母亲', '13900000005'],
      ]),
    },
  },
};

export const AllKindsProblems: Story = {
  args: { controls: allKinds, paper: allKindsPaper, ready: (layer) => layer.showProblems() },
};
