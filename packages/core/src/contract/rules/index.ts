/** Every limit of the platform as configuration: defaults, the two presets, and what may be changed. */
export { limits, type Limit } from './limits.ts';
export { platformRules, type RulesOverrides } from './platform-rules.ts';
export { presets, type Preset } from './presets.ts';
export {
  faceOnlySettings,
  type ProofMethod,
  type SignatureMode,
  type SigningOrder,
  type SigningProfile,
} from './profile.ts';
export {
  retentionMinimumYears,
  type NumberWait,
  type OrganisationMethod,
  type PersonMethod,
  type PlatformRules,
  type QuietHours,
  type StatisticsRange,
} from './rules.ts';
export type { RulesProblem } from './texts.ts';
