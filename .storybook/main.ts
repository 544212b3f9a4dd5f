import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  framework: '@storybook/web-components-vite',
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  staticDirs: [
    { from: '../node_modules/pdfjs-dist/cmaps', to: '/pdfjs/cmaps' },
    { from: '../node_modules/pdfjs-dist/standard_fonts', to: '/pdfjs/standard_fonts' },
    { from: '../node_modules/pdfjs-dist/wasm', to: '/pdfjs/wasm' },
    { from: '../node_modules/pdfjs-dist/iccs', to: '/pdfjs/iccs' },
    { from: '../node_modules/pdfjs-dist/legacy/build', to: '/pdfjs/build' },
    { from: '../node_modules/harfbuzzjs/dist', to: '/harfbuzz' },
    { from: '../node_modules/@expo-google-fonts/noto-serif-sc/400Regular', to: '/fonts' },
  ],
  viteFinal: (vite) => ({
    ...vite,
    resolve: { ...vite.resolve, conditions: ['source', 'browser', 'module', 'import', 'default'] },
  }),
};

export default config;
