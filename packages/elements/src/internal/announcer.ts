let region: HTMLElement | undefined;

/**
 * Says `text` to assistive technology through one polite live region per document, made on first use. It goes along
 * into a modal dialog that has the focus: what is outside of one is not heard.
 */
export function announce(text: string): void {
  region ??= makeRegion();
  const place = audiblePlace();
  if (region.parentNode !== place) place.append(region);
  region.textContent = '';
  // Screen readers notice a change only when it comes after the emptying.
  setTimeout(() => region && (region.textContent = text), 50);
}

function makeRegion(): HTMLElement {
  const made = document.createElement('div');
  made.setAttribute('role', 'status');
  made.setAttribute('data-cinnabar-announcer', '');
  // A style attribute would break a strict CSP; CSSOM properties do not.
  Object.assign(made.style, {
    position: 'fixed',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  });
  return made;
}

/** The modal dialog around the focus, in whatever shadow root, else the body. */
function audiblePlace(): Element {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  for (let node: Node | null = focused; node; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof HTMLDialogElement && node.matches(':modal')) return node;
  }
  return document.body;
}
