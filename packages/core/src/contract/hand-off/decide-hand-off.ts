import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { later, millisOf } from '../calendar/index.ts';
import { changed } from '../change/index.ts';
import { checkSecret, requireSecret, type SecretContext } from '../code/index.ts';
import { domainEvent } from '../context/index.ts';
import { may } from '../rights/index.ts';
import type { SigningProfile } from '../rules/index.ts';
import { handOffMachine } from './hand-off-machine.ts';
import { because, type HandOffRefusal } from './texts.ts';
import type { HandOff, HandOffEvent, HandOffRequest } from './types.ts';

type Decided = Decision<HandOff, HandOffRefusal>;

/** Ways a worker may draw: on a phone always; with mouse or pen at a PC only where the flow says so. Catalogue: D8, WPC-03. */
export function drawingWays(
  { allowLocalDraw }: Pick<SigningProfile, 'allowLocalDraw'>,
  client: 'pc' | 'phone',
): readonly ('here' | 'by-phone')[] {
  if (client === 'phone') return ['here'];
  return allowLocalDraw ? ['by-phone', 'here'] : ['by-phone'];
}

/**
 * A new QR code for the person's own PC session. `token` is fresh random hex: it goes into the QR code and only its keyed
 * hash is kept. Catalogue: WPC-03, LIM-18.
 *
 * @throws CinnabarError `SECRET_WEAK` when `token` is not random enough.
 */
export function createHandOff(request: HandOffRequest, token: string, context: SecretContext): Decided {
  if (context.actor.ref !== request.person) return refuse(because('NOT_PERMITTED'));
  const { id, person, contract, signer, session } = request;
  const handOff: HandOff = {
    ...{ id, person, contract, signer, session },
    state: 'WAITING',
    version: 0,
    token: context.keyedHash(requireSecret(token)),
    createdAt: context.now,
    expiresAt: later(context.now, context.rules.handOff.ttlMinutes * 60_000),
    drawings: 0,
  };
  return accept(handOff, { events: [domainEvent(context, 'handoff.started', id, { contract })] });
}

/**
 * What comes of an event on a hand-off. The phone needs no login: it has the token, and after opening a secret of its own,
 * so that a second phone with the same token is refused. The PC accepts the very drawing it shows.
 *
 * @throws CinnabarError `SECRET_WEAK` when a phone's secret is not random enough.
 *
 * Catalogue: A20.8, WPC-03, LIM-18.
 */
export function decideHandOff(handOff: HandOff, event: HandOffEvent, context: SecretContext): Decided {
  const problem =
    authorityProblem(handOff, event, context) ??
    refusalOf(handOffMachine, handOff, event.type, context.expectedVersion) ??
    timeProblem(handOff, event, context);
  if (problem !== undefined) return refuse(problem);
  const told = (type: string) => ({ events: [domainEvent(context, type, handOff.id)] });
  switch (event.type) {
    case 'open':
      // The same phone may look again.
      return handOff.device === undefined
        ? accept(
            changed(handOff, { state: 'SCANNED', device: context.keyedHash(requireSecret(event.device)) }),
            told('handoff.scanned'),
          )
        : accept(handOff);
    case 'draw': {
      const drawing = { asset: event.asset, digest: event.digest };
      const next = changed(handOff, { state: 'DRAWN', drawing, drawings: handOff.drawings + 1 });
      return accept(next, told('handoff.drawn'));
    }
    case 'redraw':
      return accept(changed(handOff, { state: 'SCANNED', drawing: undefined }), told('handoff.redrawn'));
    case 'confirm':
      if (event.digest !== handOff.drawing?.digest) return refuse(because('HANDOFF_DRAWING'));
      return accept(changed(handOff, { state: 'CONFIRMED', confirmedAt: context.now }), told('handoff.completed'));
    case 'expire':
      return accept(changed(handOff, { state: 'EXPIRED', drawing: undefined }), told('handoff.expired'));
  }
}

function authorityProblem(
  handOff: HandOff,
  event: HandOffEvent,
  { actor, keyedHash }: SecretContext,
): Problem<HandOffRefusal> | undefined {
  const isPhone = (device: string): boolean =>
    handOff.device !== undefined && checkSecret(device, handOff.device, keyedHash);
  const isPc = (session: string): boolean => actor.ref === handOff.person && session === handOff.session;
  switch (event.type) {
    case 'open':
      if (!checkSecret(event.token, handOff.token, keyedHash)) return because('HANDOFF_TOKEN');
      return handOff.device === undefined || isPhone(event.device) ? undefined : because('HANDOFF_TAKEN');
    case 'draw':
      return isPhone(event.device) ? undefined : because('NOT_PERMITTED');
    case 'redraw': {
      const known =
        (event.device !== undefined && isPhone(event.device)) || (event.session !== undefined && isPc(event.session));
      return known ? undefined : because('NOT_PERMITTED');
    }
    case 'confirm':
      return isPc(event.session) ? undefined : because('NOT_PERMITTED');
    case 'expire':
      return may(actor, 'system') ? undefined : because('NOT_PERMITTED');
  }
}

function timeProblem(
  handOff: HandOff,
  event: HandOffEvent,
  { now }: SecretContext,
): Problem<HandOffRefusal> | undefined {
  const late = millisOf(now) >= millisOf(handOff.expiresAt);
  if (event.type === 'expire') return late ? undefined : because('HANDOFF_NOT_EXPIRED');
  return late ? because('HANDOFF_EXPIRED') : undefined;
}
