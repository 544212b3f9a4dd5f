/** The files of a new component `name`, by path from the top of the checkout. */
export function componentFiles(name) {
  const pascal = name.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());
  const camel = pascal[0].toLowerCase() + pascal.slice(1);
  const folder = `packages/elements/src/${name}`;
  return {
    [`${folder}/${name}.ts`]: element(name, pascal, camel),
    [`${folder}/${name}.styles.ts`]: styles(camel),
    [`${folder}/${name}.messages.ts`]: messages(name, camel),
    [`${folder}/${name}.define.ts`]: defineModule(name, pascal),
    [`${folder}/${name}.test.ts`]: test(name, pascal),
    [`stories/${name}.stories.ts`]: story(name, pascal),
  };
}

const element = (name, pascal, camel) => `import { html, LitElement, type TemplateResult } from 'lit';

import { Localizer } from '../internal/localize.ts';
import { controlStyles, themeStyles } from '../theme/index.ts';
import { ${camel}Messages } from './${name}.messages.ts';
import { ${camel}Styles } from './${name}.styles.ts';

/**
 * What it is for, in one sentence.
 *
 * @csspart base - The whole component.
 */
export class Cinnabar${pascal} extends LitElement {
  static override styles = [themeStyles, controlStyles, ${camel}Styles];

  readonly #texts = new Localizer(this, ${camel}Messages);

  protected override render(): TemplateResult {
    return html\`<section part="base" aria-label=\${this.#texts.t('title')}></section>\`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cinnabar-${name}': Cinnabar${pascal};
  }
}
`;

const styles = (camel) => `import { css } from 'lit';

export const ${camel}Styles = css\`
  :host {
    display: block;
  }
\`;
`;

const messages = (name, camel) => `import type { Messages } from '../internal/localize.ts';

export const ${camel}Messages = {
  title: { 'zh-Hans': '${name}', 'zh-Hant': '${name}', en: '${name}' },
} as const satisfies Messages;
`;

const defineModule = (name, pascal) => `import { define } from '../internal/define.ts';
import { Cinnabar${pascal} } from './${name}.ts';

define('cinnabar-${name}', Cinnabar${pascal});
`;

const test = (name, pascal) => `import { assert } from 'chai';

import './${name}.define.ts';
import { Cinnabar${pascal} } from './${name}.ts';

describe('cinnabar-${name}', () => {
  it('is named in the language of the page', async () => {
    const element = document.createElement('cinnabar-${name}');
    element.lang = 'en';
    document.body.append(element);
    await element.updateComplete;
    assert.instanceOf(element, Cinnabar${pascal});
    assert.equal(element.shadowRoot?.querySelector('[part=base]')?.getAttribute('aria-label'), '${name}');
    element.remove();
  });
});
`;

const story = (name, pascal) => `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';

import '@cinnabar/elements/define';

const meta: Meta = { title: '${pascal}', component: 'cinnabar-${name}' };
export default meta;

export const Basic: StoryObj = { render: () => html\`<cinnabar-${name}></cinnabar-${name}>\` };
`;
