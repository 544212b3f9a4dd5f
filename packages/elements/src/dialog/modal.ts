/**
 * Makes a native dialog modal or closes it, whichever `open` asks for. The browser traps focus, makes the rest inert and
 * gives focus back to where it was.
 */
export function syncModal(dialog: HTMLDialogElement, open: boolean): void {
  if (open && !dialog.open && dialog.isConnected) dialog.showModal();
  else if (!open && dialog.open) dialog.close();
}
