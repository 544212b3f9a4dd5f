import { parsed, problemOf, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { limits } from './limits.ts';
import { presets, type Preset } from './presets.ts';
import { faceOnlySettings } from './profile.ts';
import type { PlatformRules } from './rules.ts';
import { rulesTexts, type RulesProblem } from './texts.ts';

/** {@link PlatformRules} of which every part may be absent. */
export type RulesOverrides = Overrides<PlatformRules>;

type Overrides<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Overrides<T[Key]> }
    : T;

type Tree = Record<string, unknown>;

/**
 * The rules of a preset with overrides laid over. Lists are replaced whole. What is fixed by law or by the seeds (a name's
 * 50 characters, templates created closed, two years of retention, face never alone) is refused with a problem whose `path`
 * names the rule. Limits for uploads follow those of templates unless they are set themselves.
 *
 * Both may come from a file: anything is accepted as input, nothing unknown is let in.
 *
 * Catalogue: A21, KYC-03.
 */
export function platformRules(preset: Preset, overrides: RulesOverrides = {}): Parsed<PlatformRules, RulesProblem> {
  if (!Object.hasOwn(presets, preset)) {
    return unparsed(problemOf(rulesTexts, 'RULES_PRESET', { values: { presets: Object.keys(presets).join(', ') } }));
  }
  const problems: Problem<RulesProblem>[] = [];
  const rules = copyOf(presets[preset]) as unknown as Tree;
  const set = new Set<string>();
  for (const [key, value] of leavesOf(overrides)) {
    const limit = Object.hasOwn(limits, key) ? limits[key] : undefined;
    if (limit === undefined) problems.push(because('RULES_UNKNOWN', key));
    else if (limit.holds(value)) {
      write(rules, key, copyOf(value));
      set.add(key);
    } else if (limit.fixed === true) problems.push(because('RULES_FIXED', key, { limit: limit.source }));
    else problems.push(because('RULES_VALUE', key, { expected: limit.expected }));
  }
  for (const key of ['maxFiles', 'maxFileBytes']) {
    if (set.has(`template.${key}`) && !set.has(`upload.${key}`)) {
      write(rules, `upload.${key}`, (rules.template as Tree)[key]);
    }
  }
  const whole = rules as unknown as PlatformRules;
  const [first, ...others] = problems.length > 0 ? problems : disagreements(whole);
  return first === undefined ? parsed(deepFreeze(whole)) : unparsed(first, ...others);
}

/** What single limits cannot say: rules that must agree with each other. */
function disagreements(rules: PlatformRules): Problem<RulesProblem>[] {
  const found = faceOnlySettings(rules.profile).map((key) => because('RULES_FACE_ONLY', `profile.${key}`));
  const { methods, recommended, phoneDefault, bank } = rules.verification;
  if (methods.every((method) => method === 'face')) found.push(because('RULES_FACE_ONLY', 'verification.methods'));
  if (!methods.includes(recommended)) found.push(because('RULES_METHOD', 'verification.recommended'));
  if (!methods.includes(phoneDefault)) found.push(because('RULES_METHOD', 'verification.phoneDefault'));
  if (!rules.organisation.methods.includes(rules.organisation.recommended)) {
    found.push(because('RULES_METHOD', 'organisation.recommended'));
  }
  if (bank.perMinute > bank.perDay) found.push(because('RULES_BANK', 'verification.bank.perMinute'));
  const { deadlineDays, deadlineMaxDays } = rules.contract;
  if (deadlineDays > deadlineMaxDays) {
    found.push(because('RULES_DEADLINE', 'contract.deadlineDays', { max: deadlineMaxDays }));
  }
  if (rules.list.pageSize > rules.list.pageSizeMax) {
    found.push(because('RULES_PAGE_SIZE', 'list.pageSize', { max: rules.list.pageSizeMax }));
  }
  return found;
}

function because(code: RulesProblem, key: string, values: Record<string, string | number> = {}): Problem<RulesProblem> {
  return problemOf(rulesTexts, code, { path: key, values: { key, ...values } });
}

/** The values of nested overrides with their dotted paths; a value is whatever has a limit or is no plain object. */
function* leavesOf(tree: unknown, path = ''): Generator<readonly [string, unknown]> {
  const isBranch = typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !Object.hasOwn(limits, path);
  if (!isBranch) {
    yield [path, tree];
    return;
  }
  for (const [key, value] of Object.entries(tree)) {
    if (value !== undefined) yield* leavesOf(value, path === '' ? key : `${path}.${key}`);
  }
}

/** Writes at a path that has a limit, so every step of it exists. */
function write(tree: Tree, path: string, value: unknown): void {
  const steps = path.split('.');
  const last = steps.pop() as string;
  const parent = steps.reduce((branch, step) => branch[step] as Tree, tree);
  parent[last] = value;
}

/** A copy of plain JSON. */
function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) deepFreeze(each);
    Object.freeze(value);
  }
  return value;
}
