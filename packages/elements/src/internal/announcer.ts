let region: HTMLElement | undefined;

/** Says `text` to assistive technology through one polite live region per document, made on first use. */
export function announce(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div');
    region.setAttribute('role', 'status');
    region.setAttribute('data-cinnabar-announcer', '');
    // A style attribute would break a strict CSP; CSSOM properties do not.
    Object.assign(region.style, {
      position: 'fixed',
      width: '1px',
      height: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
    });
    document.body.append(region);
  }
  region.textContent = '';
  // Screen readers notice a change only when it comes after the emptying.
  setTimeout(() => region && (region.textContent = text), 50);
}
