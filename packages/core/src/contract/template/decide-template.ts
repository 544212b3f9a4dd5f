import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { may, type Actor } from '../rights/index.ts';
import { contentProblem, rolesWithoutArea, unfinishedProblem } from './content.ts';
import { templateMachine } from './template-machine.ts';
import { because, type TemplateRefusal } from './texts.ts';
import {
  employerAndWorker,
  type Template,
  type TemplateContent,
  type TemplateEvent,
  type TemplateSnapshot,
} from './types.ts';

type Decided = Decision<Template, TemplateRefusal>;

/** A new draft: of the actor's company, or public by the supervision. Catalogue: TPL-01, TPL-02, TPL-11. */
export function createTemplate(
  made: { readonly id: string; readonly name: string; readonly kind: TemplateContent['kind'] },
  context: DecisionContext,
): Decided {
  const { actor, now } = context;
  const scope = actor.role === 'supervision' ? 'public' : 'own';
  const template: Template = {
    ...{ id: made.id, name: made.name.trim(), kind: made.kind, scope },
    ...(scope === 'own' && actor.company !== undefined ? { company: actor.company } : {}),
    parties: employerAndWorker,
    files: [],
    state: 'DRAFT',
    version: 0,
    revision: 0,
    createdAt: now,
  };
  const problem = mayManage(template, actor) ? contentProblem(template, context.rules) : because('NOT_PERMITTED');
  if (problem !== undefined) return refuse(problem);
  return accept(template, { events: [domainEvent(context, 'template.created', made.id, { scope })] });
}

/**
 * What comes of an event on a template. Finished, it is closed; it opens with a signing area for every party, and keeps one
 * while it is open. Editing what is finished makes another revision; contracts keep theirs, also when the template is
 * closed or deleted.
 *
 * Catalogue: A20.5, TPL-01, TPL-03, TPL-04, TPL-09, TPL-10, TPL-11, TPL-12, LIM-08.
 */
export function decideTemplate(template: Template, event: TemplateEvent, context: DecisionContext): Decided {
  if (!mayManage(template, context.actor)) return refuse(because('NOT_PERMITTED'));
  const problem = refusalOf(templateMachine, template, event.type, context.expectedVersion);
  if (problem !== undefined) {
    const hint = event.type === 'delete' && template.state === 'OPEN' && problem.code !== 'VERSION_CONFLICT';
    return refuse(hint ? because('TPL_OPEN') : problem);
  }
  const told = (type: string, data: Record<string, number | string> = {}) => ({
    events: [domainEvent(context, type, template.id, data)],
  });
  switch (event.type) {
    case 'finish':
      return unless(unfinishedProblem(template) ?? contentProblem(template, context.rules), () =>
        accept(
          changed(template, { state: context.rules.template.initialState, revision: 1 }),
          told('template.finished'),
        ),
      );
    case 'open':
      return unless(areaProblem(template), () =>
        accept(changed(template, { state: 'OPEN' }), told('template.opened', { revision: template.revision })),
      );
    case 'close':
      return accept(changed(template, { state: 'CLOSED' }), told('template.closed'));
    case 'edit':
      return edit(template, event.content, context);
    case 'delete':
      return accept(changed(template, { state: 'DELETED' }), told('template.deleted'));
  }
}

function edit(template: Template, content: Partial<TemplateContent>, context: DecisionContext): Decided {
  const { name, kind, parties, files } = { ...template, ...content };
  const draft = template.state === 'DRAFT';
  const revision = draft ? template.revision : template.revision + 1;
  const next = changed(template, { name: name.trim(), kind, parties, files, revision });
  const problem =
    contentProblem(next, context.rules) ??
    (draft ? undefined : unfinishedProblem(next)) ??
    (template.state === 'OPEN' ? areaProblem(next) : undefined);
  return unless(problem, () =>
    accept(next, { events: [domainEvent(context, 'template.edited', template.id, { revision })] }),
  );
}

function unless(problem: Problem<TemplateRefusal> | undefined, then: () => Decided): Decided {
  return problem === undefined ? then() : refuse(problem);
}

function areaProblem(template: TemplateContent): Problem<TemplateRefusal> | undefined {
  const roles = rolesWithoutArea(template);
  return roles.length === 0 ? undefined : because('TPL_AREA_MISSING', { values: { roles: roles.join() } });
}

function mayManage({ scope, company }: Template, actor: Actor): boolean {
  if (scope === 'public') return may(actor, 'template.public.manage');
  return company !== undefined && may(actor, 'template.own', { company });
}

/** Whether the actor sees a template at all: their company's, and open public ones. Catalogue: TPL-11, INI-02. */
export function seesTemplate(template: Template, actor: Actor): boolean {
  if (template.scope === 'own') return actor.company !== undefined && actor.company === template.company;
  if (may(actor, 'template.public.manage')) return true;
  return may(actor, 'template.public.use') && template.state === 'OPEN';
}

/** Why the actor cannot begin a contract with it; undefined when they can. Catalogue: TPL-10, TPL-11, MSG-09. */
export function templateUseProblem(template: Template, actor: Actor): Problem<TemplateRefusal> | undefined {
  const foreign = template.scope === 'own' && !seesTemplate(template, actor);
  if (foreign || !may(actor, 'contract.manage')) return because('NOT_PERMITTED');
  return template.state === 'OPEN' ? undefined : because('TPL_CLOSED');
}

/** What a contract keeps of a template, by value: later revisions change nothing in it. Catalogue: TPL-01, TPL-12. */
export function pinTemplate(template: Template): TemplateSnapshot {
  const { id, revision, name, kind, parties, files } = template;
  return structuredCopy({ id, version: revision, name, kind, parties, files });
}

/**
 * An own template with the content of a public one, or of another own one: closed, to be opened when it is looked over.
 * Catalogue: TPL-11.
 */
export function copyTemplate(template: Template, id: string, context: DecisionContext): Decided {
  const { actor, now, rules } = context;
  const { company } = actor;
  const usable = seesTemplate(template, actor) && (template.state === 'OPEN' || template.state === 'CLOSED');
  if (company === undefined || !usable || !may(actor, 'template.own', { company }))
    return refuse(because('NOT_PERMITTED'));
  const { version: revision, ...content } = pinTemplate(template);
  const copy: Template = {
    ...content,
    id,
    scope: 'own',
    company,
    state: rules.template.initialState,
    version: 0,
    revision: 1,
    copiedFrom: { id: template.id, revision },
    createdAt: now,
  };
  return accept(copy, { events: [domainEvent(context, 'template.copied', id, { from: template.id, revision })] });
}

function structuredCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
