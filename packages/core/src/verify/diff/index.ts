/** What happened to a file after it was signed: revisions compared object by object, nothing permitted that no rule names. */
export { exceeds, highestLevel, levels, type ModificationLevel } from './level.ts';
export { isLocked, levelsOfP, permissionsOf, type FieldLock, type Permissions } from './permissions.ts';
export { pathOf } from './object-graph.ts';
export { RevisionHistory } from './revision-history.ts';
export type { Finding } from './revision-diff.ts';
