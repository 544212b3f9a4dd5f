import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { changed } from '../change/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { may, type Actor } from '../rights/index.ts';
import { assetMachine, type AssetState, type AssetTransition } from './asset-machine.ts';
import { because, type AssetRefusal } from './texts.ts';
import type { AssetEvent, SignatureAsset } from './types.ts';

const targets: Readonly<Record<AssetTransition, AssetState>> = {
  activate: 'ACTIVE',
  'make-default': 'DEFAULT',
  'cede-default': 'ACTIVE',
  disable: 'DISABLED',
  delete: 'DELETED',
};

/**
 * What comes of an event on a signature or seal. Signatures are their person's, seals the administrator's business; a
 * company's seal works only once the company is verified. Deleting hides: documents and evidence keep what they have, and
 * what stands in a document can only be disabled.
 *
 * Catalogue: A20.8, GD-11, GOV-06, ORG-13.
 */
export function decideAsset(
  asset: SignatureAsset,
  event: AssetEvent,
  context: DecisionContext,
): Decision<SignatureAsset, AssetRefusal> {
  const problem =
    authorityProblem(asset, event, context.actor) ??
    refusalOf(assetMachine, asset, event.type, context.expectedVersion) ??
    (event.type === 'delete' && event.used ? because('ASSET_USED') : undefined);
  if (problem !== undefined) return refuse(problem);
  const state = targets[event.type];
  const next = changed(asset, { state, ...(state === 'DELETED' ? { deletedAt: context.now } : {}) });
  return accept(next, { events: [domainEvent(context, `asset.${event.type}`, asset.id, { kind: asset.kind })] });
}

/**
 * Makes one of an owner's signatures or seals the default; the one that was is no longer. What comes back are those that
 * changed. `expectedVersion` is of the one chosen. Catalogue: GD-11.
 */
export function chooseDefault(
  assets: readonly SignatureAsset[],
  id: string,
  context: DecisionContext,
): Decision<readonly SignatureAsset[], AssetRefusal> {
  const chosen = assets.find((asset) => asset.id === id);
  if (chosen === undefined) return refuse(because('ASSET_DISABLED'));
  const made = decideAsset(chosen, { type: 'make-default' }, context);
  if (!made.accepted) return made;
  const { now, actor, rules } = context;
  const ceded = assets
    .filter(({ owner, state }) => owner === chosen.owner && state === 'DEFAULT')
    .map((asset) => decideAsset(asset, { type: 'cede-default' }, { now, actor, rules }))
    .filter((decision) => decision.accepted);
  return accept([made.next, ...ceded.map(({ next }) => next)], {
    events: [...made.events, ...ceded.flatMap(({ events }) => events)],
  });
}

/** Why the actor cannot use it to sign now; undefined when they can. Catalogue: GOV-06, SGN-04. */
export function assetUseProblem(asset: SignatureAsset, actor: Actor): Problem<AssetRefusal> | undefined {
  if (!mayUse(asset, actor)) return because(isSeal(asset) ? 'ASSET_RIGHT' : 'NOT_PERMITTED');
  return asset.state === 'ACTIVE' || asset.state === 'DEFAULT' ? undefined : because('ASSET_DISABLED');
}

function mayUse(asset: SignatureAsset, actor: Actor): boolean {
  if (!isSeal(asset)) return actor.ref === asset.owner;
  const right = asset.kind === 'legal-rep-seal' ? 'contract.sign-legal-rep' : 'contract.sign-company';
  const listed = asset.users === undefined || asset.users.includes(actor.ref);
  return listed && may(actor, right, { company: asset.owner });
}

function isSeal({ kind }: SignatureAsset): boolean {
  return kind === 'company-seal' || kind === 'legal-rep-seal';
}

function authorityProblem(asset: SignatureAsset, event: AssetEvent, actor: Actor): Problem<AssetRefusal> | undefined {
  if (!isSeal(asset)) return actor.ref === asset.owner ? undefined : because('NOT_PERMITTED');
  if (actor.role !== 'admin' || actor.company !== asset.owner) return because('NOT_PERMITTED');
  return event.type === 'activate' && actor.companyVerified !== true ? because('KYC_REQUIRED') : undefined;
}
