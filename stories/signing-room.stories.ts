import type { SigningBackend } from '@cinnabar/elements/backend';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { inlineStyles } from '../packages/elements/src/internal/inline-styles.ts';
import '../packages/elements/src/signing-room/signing-room.define.ts';
import { type Demo, demoContract } from './support/demo-contract.ts';
import { phoneInbox } from './support/phone-inbox.ts';
import { useStoryAssets } from './support/viewer-assets.ts';

useStoryAssets();

interface Args {
  /** Who sits in front of the screen. */
  role: 'employer' | 'worker';
  width: string;
}

const sample = new URL('../examples/server/src/templates/samples/labour-contract.pdf', import.meta.url);

/** Everything happens in this page: the files are really prepared, signed and time-stamped by the sandbox's authority. */
const meta: Meta<Args> = {
  title: 'Elements/Signing room',
  component: 'cinnabar-signing-room',
  parameters: { layout: 'fullscreen' },
  argTypes: { role: { control: 'radio', options: ['employer', 'worker'] } },
  args: { role: 'worker', width: '100%' },
  render: ({ role, width }) => room(demo(), role, width, (contract) => contract.backend(role)),
};
export default meta;

type Story = StoryObj<Args>;

export const Worker: Story = {};

export const Employer: Story = { args: { role: 'employer' } };

export const WorkerOnAPhone: Story = { args: { width: '390px' } };

/** Both sign the same contract, side by side; who submits second signs on top of the other's revision. */
export const TwoSigners: Story = {
  render: () => {
    const shared = demo();
    return html`<div ${inlineStyles({ display: 'grid', gridTemplateColumns: '1fr 390px' })}>
      ${room(shared, 'employer', '100%', (contract) => contract.backend('employer'))}
      ${room(shared, 'worker', '390px', (contract) => contract.backend('worker'))}
    </div>`;
  },
};

/** Every call takes some seconds: what is happening is always said. */
export const SlowNetwork: Story = {
  render: ({ role, width }) =>
    room(demo(), role, width, (contract) => everyCall(contract.backend(role), () => pause(3500))),
};

export const Opening: Story = {
  render: ({ role, width }) =>
    room(demo(), role, width, (contract) => everyCall(contract.backend(role), () => new Promise(() => undefined))),
};

/** The server prepared other bytes than those that were read: nothing can be signed. */
export const TamperedPreparation: Story = {
  render: ({ role, width }) =>
    room(demo(), role, width, (contract) => {
      const backend = contract.backend(role);
      const loadPrepared = backend.loadPrepared.bind(backend);
      return Object.assign(backend, {
        loadPrepared: async (...args: Parameters<typeof loadPrepared>) =>
          (await loadPrepared(...args)).with(2000, 0x58),
      });
    }),
};

function room(
  made: Promise<Demo>,
  role: string,
  width: string,
  backend: (contract: Demo['contract']) => SigningBackend,
): TemplateResult {
  const shown = made.then(
    ({ contract, inbox }) =>
      html`<cinnabar-signing-room
          .backend=${backend(contract)}
          ${inlineStyles({ height: '100vh', width })}
        ></cinnabar-signing-room>
        ${phoneInbox(inbox, contract.party(role).phone)}`,
  );
  return html`${until(shown)}`;
}

async function demo(): Promise<Demo> {
  const [contract, font, subsetWasm] = await Promise.all(
    [sample.href, 'fonts/NotoSerifSC_400Regular.ttf', 'harfbuzz/harfbuzz-subset.wasm'].map(
      async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer()),
    ),
  );
  return demoContract({ contract, font, subsetWasm } as Parameters<typeof demoContract>[0]);
}

/** The same backend, each call of which first waits. */
function everyCall(backend: SigningBackend, before: () => Promise<void>): SigningBackend {
  return new Proxy(backend, {
    get(target, name: keyof SigningBackend | 'constructor') {
      const method: unknown = target[name];
      // Whoever looks at the object's class gets that at once.
      if (name === 'constructor' || typeof method !== 'function') return method;
      return async (...args: never[]): Promise<unknown> => {
        await before();
        return method.apply(target, args) as unknown;
      };
    },
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
