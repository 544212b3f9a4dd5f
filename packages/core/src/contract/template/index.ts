/** Templates of contracts: files, controls, who may use them when. */
export {
  copyTemplate,
  createTemplate,
  decideTemplate,
  pinTemplate,
  seesTemplate,
  templateUseProblem,
} from './decide-template.ts';
export { rolesWithoutArea } from './content.ts';
export { templateFileProblems, type CandidateFile } from './template-file.ts';
export { templateMachine, type TemplateState, type TemplateTransition } from './template-machine.ts';
export type { TemplateFileProblem, TemplateRefusal } from './texts.ts';
export {
  employerAndWorker,
  templateKinds,
  type PartyScheme,
  type Template,
  type TemplateContent,
  type TemplateEvent,
  type TemplateFile,
  type TemplateKind,
  type TemplateSnapshot,
} from './types.ts';
