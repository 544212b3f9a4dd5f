import type { Problem } from '../cms/index.ts';
import { levelOfConstraint, policies, type ConstraintLevel } from './policy/policy.ts';
import { constraints } from './policy/constraints.ts';
import { problemSentence } from './texts/problems.ts';

/** How a problem at `level` is shown: what is only unknown warns, even where it keeps a signature from passing. */
export function severityOf(code: string, level: Exclude<ConstraintLevel, 'IGNORE'>): Problem['severity'] {
  if (level !== 'FAIL') return level === 'WARN' ? 'warning' : 'info';
  return Object.hasOwn(constraints, code) && constraints[code]?.unsure ? 'warning' : 'error';
}

/** The problem `code`, as the default policy sees it. */
export function problem(code: string, message = problemSentence(code, 'en') ?? code): Problem {
  const level = levelOfConstraint(policies.default, code);
  return { code, severity: level === 'IGNORE' ? 'info' : severityOf(code, level), message };
}
