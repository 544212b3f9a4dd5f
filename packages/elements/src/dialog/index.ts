/** What the modal elements share. */
export { dialogStyles } from './dialog.styles.ts';
export { syncModal } from './modal.ts';
