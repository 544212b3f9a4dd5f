export interface KeyActions {
  /** Scrolls by so many windows, down when positive. */
  scrollWindows(count: number): void;
  goToPage(page: number): void;
  zoomBy(direction: 1 | -1): void;
  fitWidth(): void;
  openSearch(): void;
}

/** Runs the reading command of a key; true when it was one. Keys typed into an input stay with it. */
export function runKey(event: KeyboardEvent, act: KeyActions): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') return run(act.openSearch);
  const target = event.composedPath()[0];
  if (target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')) return false;
  const zoomKey = { '+': 1, '=': 1, '-': -1 }[event.key] as 1 | -1 | undefined;
  if (zoomKey && !event.altKey) return run(() => act.zoomBy(zoomKey));
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  switch (event.key) {
    case 'PageDown':
      return run(() => act.scrollWindows(0.9));
    case 'PageUp':
      return run(() => act.scrollWindows(-0.9));
    case 'Home':
      return run(() => act.goToPage(0));
    case 'End':
      return run(() => act.goToPage(-1));
    case '0':
      return run(act.fitWidth);
    default:
      return false;
  }
}

function run(action: () => void): true {
  action();
  return true;
}
