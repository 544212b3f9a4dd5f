import type { StructureContent, StructureNode } from '../pdf-engine/index.ts';

/** Standard structure types (ISO 32000-2 §14.8.4) as ARIA roles; others only group. */
const roles: Readonly<Record<string, string>> = {
  Table: 'table',
  THead: 'rowgroup',
  TBody: 'rowgroup',
  TFoot: 'rowgroup',
  TR: 'row',
  TH: 'columnheader',
  TD: 'cell',
  L: 'list',
  LI: 'listitem',
  P: 'paragraph',
  Note: 'note',
  Figure: 'img',
  Formula: 'img',
};

/**
 * The page's logical structure as empty elements that own the text elements (`aria-owns`), so that assistive technology
 * reads headings, lists and tables in the author's order. Ids resolve within the shadow root both live in.
 */
export function structureElement(node: StructureNode): HTMLElement {
  const element = document.createElement('span');
  const heading = /^H([1-6])?$/.exec(node.role);
  const role = heading ? 'heading' : roles[node.role];
  if (heading) element.ariaLevel = heading[1] ?? '2';
  if (node.language) element.lang = node.language;
  if (role === 'img') {
    // A picture without a description must not be a nameless image.
    if (node.alternative) {
      element.setAttribute('role', 'img');
      element.ariaLabel = node.alternative;
    }
    return element;
  }
  if (role && node.children.length > 0) element.setAttribute('role', role);
  const owned: string[] = [];
  for (const child of node.children) {
    if (isContent(child)) owned.push(child.id);
    else element.append(structureElement(child));
  }
  if (owned.length > 0) element.setAttribute('aria-owns', owned.join(' '));
  return element;
}

function isContent(child: StructureNode | StructureContent): child is StructureContent {
  return !('role' in child);
}
