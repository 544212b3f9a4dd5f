// The package is a script, not a module: importing it sets the global.
import 'axe-core/axe.min.js';
import type axe from 'axe-core';
import { assert } from 'chai';

/** Fails with axe's own words when `element` (shadow roots included) breaks a WCAG 2.2 A or AA rule it can find. */
export async function assertAccessible(element: Element): Promise<void> {
  const { axe: checker } = globalThis as unknown as { axe: typeof axe };
  const { violations } = await checker.run(element, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // A component is not a page: it has no landmarks and no first-level heading of its own.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'heading-order': { enabled: false },
    },
  });
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.html).join(' | ')})`,
  );
  assert.deepEqual(found, []);
}
