import type { MarkControl } from '@cinnabar/core/field';
import type { Meta, StoryObj } from '@storybook/web-components-vite';

import '../packages/elements/src/seal-tray/seal-tray.define.ts';
import { StoryPaper } from './support/story-paper.ts';
import { storySeals } from './support/story-seals.ts';

const area = (
  id: string,
  label: string,
  rect: MarkControl['rect'],
  change: Partial<MarkControl> = {},
): MarkControl => ({
  id,
  kind: 'company-seal',
  role: 'employer',
  required: true,
  page: 0,
  label: { 'zh-Hans': label, 'zh-Hant': label, en: label },
  rect,
  ...change,
});

const meta: Meta = {
  title: 'Signing/Seal tray',
  component: 'cinnabar-seal-tray',
};
export default meta;

/** Drag a seal to the paper; or tap it, then the area; or use Enter, arrows and Enter. */
export const WithPaper: StoryObj = {
  loaders: [async () => ({ seals: await storySeals() })],
  render: (_args, { loaded }) => {
    const seals = (loaded as { seals: Awaited<ReturnType<typeof storySeals>> }).seals;
    const paper = new StoryPaper(
      [
        area('employer', '企业签署区域', { x: 40, y: 90, width: 170, height: 150 }),
        area('hand', '法定代表人签字', { x: 40, y: 280, width: 170, height: 60 }, { kind: 'signature' }),
        area('worker', '劳动者签署区域', { x: 260, y: 90, width: 160, height: 100 }, { role: 'worker' }),
      ],
      'employer',
    );
    const tray = Object.assign(document.createElement('cinnabar-seal-tray'), { seals, surface: paper });
    Object.assign(tray.style, {
      inlineSize: 'min(100%, 352px)',
      boxSizing: 'border-box',
      padding: '16px',
      flex: 'none',
    });
    tray.addEventListener('cinnabar-seal-place', ({ sealId, controlId, center }) => {
      const seal = seals.find(({ id }) => id === sealId);
      if (seal) paper.stamp(controlId, seal, center);
    });
    const room = document.createElement('div');
    Object.assign(room.style, {
      display: 'flex',
      flexDirection: innerWidth < 600 ? 'column-reverse' : 'row',
      height: '100vh',
      background: 'light-dark(#fbfaf7, #1a1918)',
    });
    room.append(paper.scrollContainer, tray);
    return room;
  },
};

/** What a company without seals is told. */
export const Empty: StoryObj = {
  render: () => {
    const tray = document.createElement('cinnabar-seal-tray');
    Object.assign(tray.style, { maxWidth: '320px', padding: '16px' });
    return tray;
  },
};
