/** Who acts. `system` is the server itself: clocks, jobs, receipts. */
export type ActorRole = 'admin' | 'agent' | 'legal-rep' | 'worker' | 'supervision' | 'system';

/** Permissions of a member of a company: 模板管理, 用印. */
export type Permission = 'template' | 'seal';

export interface Actor {
  /** Opaque reference of the person (or `system`). */
  readonly ref: string;
  readonly role: ActorRole;
  /** The company of the session; absent for workers, supervision and the system. */
  readonly company?: string;
  readonly permissions?: readonly Permission[];
  /** The person's identity is verified (实名). */
  readonly verified?: boolean;
  /** The company of the session is verified. */
  readonly companyVerified?: boolean;
}

/** What can be done; a row of the matrix. */
export type Right =
  | 'company.create'
  | 'company.verify'
  | 'company.review-overseas'
  | 'staff.manage'
  | 'contract.manage'
  | 'contract.sign-company'
  | 'contract.sign-legal-rep'
  | 'template.own'
  | 'template.public.use'
  | 'template.public.manage'
  | 'administration.transfer'
  | 'personal'
  | 'log.read'
  | 'log.read-aggregated'
  | 'system';

/**
 * How far a right reaches: `company`: everything of the actor's company; `permission`: the same, for whom the permission is
 * given; `own`: what belongs to the actor; `any`: everything.
 */
export type Reach = 'company' | 'own' | 'any' | { readonly permission: Permission };

/**
 * The permission matrix. What is not listed is not allowed.
 *
 * Catalogue: A1.4, ACT-01, ACT-02, ACT-03, ACT-04, ACT-05, GEN-03.
 */
export const rightsMatrix: Readonly<Record<Right, Partial<Readonly<Record<ActorRole, Reach>>>>> = {
  'company.create': { admin: 'any', agent: 'any' },
  'company.verify': { admin: 'company', agent: 'company', 'legal-rep': 'company' },
  'company.review-overseas': { supervision: 'any' },
  'staff.manage': { admin: 'company', agent: 'company' },
  'contract.manage': { admin: 'company', agent: 'company' },
  'contract.sign-company': { admin: 'company', agent: { permission: 'seal' } },
  'contract.sign-legal-rep': { 'legal-rep': 'company' },
  'template.own': { admin: { permission: 'template' }, agent: { permission: 'template' } },
  'template.public.use': { admin: 'any', agent: 'any' },
  'template.public.manage': { supervision: 'any' },
  'administration.transfer': { admin: 'company' },
  // The matrix has no cell for administrators; but they verify themselves like everybody (ORG-04, ADM-02).
  personal: { admin: 'own', agent: 'own', 'legal-rep': 'own', worker: 'own' },
  'log.read': { admin: 'company', agent: 'own', worker: 'own' },
  'log.read-aggregated': { supervision: 'any' },
  system: { system: 'any' },
};

/** To whom the thing belongs that a right is asked for. */
export interface RightTarget {
  readonly company?: string;
  /** Reference of the person whose it is. */
  readonly owner?: string;
}

/**
 * Whether the actor has a right, over this target. Without a target: whether the actor has it over anything, for menus that
 * hide what is not allowed (GEN-03).
 */
export function may(actor: Actor, right: Right, target?: RightTarget): boolean {
  const reach = rightsMatrix[right][actor.role];
  if (reach === undefined) return false;
  if (reach === 'any') return true;
  if (reach === 'own') return target === undefined || target.owner === actor.ref;
  if (reach !== 'company' && actor.permissions?.includes(reach.permission) !== true) return false;
  return actor.company !== undefined && (target === undefined || target.company === actor.company);
}
