import type { Preview } from '@storybook/web-components-vite';

const languages = { 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', en: 'English' };

const preview: Preview = {
  globalTypes: {
    language: {
      description: 'Language of the elements',
      toolbar: { icon: 'globe', items: Object.entries(languages).map(([value, title]) => ({ value, title })) },
    },
    scheme: { description: 'Light or dark', toolbar: { icon: 'contrast', items: ['light', 'dark'] } },
  },
  initialGlobals: { language: 'zh-Hans', scheme: 'light' },
  decorators: [
    (story, { globals }) => {
      document.documentElement.lang = String(globals['language']);
      document.documentElement.style.colorScheme = String(globals['scheme']);
      return story();
    },
  ],
  parameters: { layout: 'fullscreen' },
};

export default preview;
