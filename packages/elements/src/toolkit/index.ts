/** What a host's own Lit pages share with the elements: texts in the page's language, icons, announcements. */
export { Localizer, type Messages } from '../internal/localize.ts';
export { icon } from '../internal/icon.ts';
export { announce } from '../internal/announcer.ts';
