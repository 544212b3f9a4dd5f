import { checkControls, isMarkControl, type Control, type MarkKind } from '../../field/index.ts';
import type { Problem } from '../../language/index.ts';
import { lineProblem } from '../refusal/index.ts';
import type { PlatformRules } from '../rules/index.ts';
import { sameName, sizeProblem } from './template-file.ts';
import { because, type TemplateRefusal } from './texts.ts';
import { templateKinds, type TemplateContent } from './types.ts';

/** Areas that make a signature; a remark, initials or a cross-page seal go along with one. */
const signing: readonly MarkKind[] = ['signature', 'company-seal', 'legal-representative-seal'];

const nameCodes = {
  MESSAGE_REQUIRED: 'TPL_NAME_REQUIRED',
  MESSAGE_TOO_LONG: 'TPL_NAME_TOO_LONG',
  MESSAGE_CHARACTER: 'TPL_NAME_CHARACTER',
} as const;

/** What is wrong with a template's content as it is, finished or not. Catalogue: TPL-03, TPL-04, TPL-06, TPL-08. */
export function contentProblem(content: TemplateContent, rules: PlatformRules): Problem<TemplateRefusal> | undefined {
  const { nameMax, maxFiles, maxFileBytes, maxPages } = rules.template;
  const named = lineProblem(content.name, nameMax, 'name');
  if (named !== undefined) {
    return because(nameCodes[named.code as keyof typeof nameCodes], { path: 'name', values: { max: nameMax } });
  }
  if (!Object.hasOwn(templateKinds, content.kind)) return because('TPL_KIND', { path: 'kind' });
  const { roles } = content.parties;
  // A scheme without parties would open without a single area.
  if (roles.length === 0 || new Set(roles).size < roles.length) return because('TPL_PARTIES', { path: 'parties' });
  const { files } = content;
  if (files.length > maxFiles) return because('TPL_FILE_COUNT', { path: 'files', values: { max: maxFiles } });
  for (const [index, file] of files.entries()) {
    const path = `files.${String(index)}`;
    const size = sizeProblem(file.bytes, maxFileBytes, path);
    if (size !== undefined) return size;
    if (!(file.pages >= 1 && file.pages <= maxPages))
      return because('TPL_FILE_PAGES', { path, values: { max: maxPages } });
    if (files.slice(0, index).some(({ name }) => sameName(name, file.name))) {
      return because('TPL_FILE_DUPLICATE', { path });
    }
    const astray = file.controls.some(({ page }) => page >= file.pages || page < -file.pages);
    if (astray || checkControls(file.controls).length > 0) return because('TPL_CONTROLS', { path });
    if (file.controls.some(({ role }) => !roles.includes(role))) return because('TPL_ROLE', { path });
  }
  return undefined;
}

/** What a finished template still lacks. Catalogue: TPL-02, TPL-05. */
export function unfinishedProblem({ files }: TemplateContent): Problem<TemplateRefusal> | undefined {
  return files.length === 0 ? because('TPL_FILES_MISSING', { path: 'files' }) : undefined;
}

/** Roles without an area to sign in that is always there. Catalogue: TPL-09. */
export function rolesWithoutArea({ files, parties }: TemplateContent): readonly string[] {
  const areas = files.flatMap(({ controls }) => controls).filter(isArea);
  return parties.roles.filter((role) => !areas.some((area) => area.role === role));
}

function isArea(control: Control): boolean {
  return isMarkControl(control) && signing.includes(control.kind) && control.showWhen === undefined;
}
