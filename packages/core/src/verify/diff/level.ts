/** How far later revisions went, least first. */
export const levels = ['NONE', 'LTA_UPDATES', 'FORM_FILLING', 'ANNOTATIONS', 'OTHER'] as const;

export type ModificationLevel = (typeof levels)[number];

export function exceeds(level: ModificationLevel, allowed: ModificationLevel): boolean {
  return levels.indexOf(level) > levels.indexOf(allowed);
}

export function highestLevel(found: readonly ModificationLevel[]): ModificationLevel {
  return levels[Math.max(0, ...found.map((level) => levels.indexOf(level)))] as ModificationLevel;
}
