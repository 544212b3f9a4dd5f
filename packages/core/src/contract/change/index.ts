/** How things change. */
export { changed, type Changes } from './change.ts';
