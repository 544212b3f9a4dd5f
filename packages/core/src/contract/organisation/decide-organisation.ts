import {
  parseOrganisationName,
  parseOrganisationNumber,
  sameOrganisationName,
  type OrganisationType,
} from '../../identity/index.ts';
import type { Problem } from '../../language/index.ts';
import { accept, refusalOf, refuse, type Decision } from '../../machine/index.ts';
import { dayMillis, dayOf, later, millisOf } from '../calendar/index.ts';
import { changed, type Changes } from '../change/index.ts';
import { sameHash, type RandomBytes, type SecretContext } from '../code/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { wordsProblem } from '../refusal/index.ts';
import { may } from '../rights/index.ts';
import type { OrganisationMethod } from '../rules/index.ts';
import { organisationMachine, type OrganisationState } from './organisation-machine.ts';
import { because, type OrganisationRefusal } from './texts.ts';
import type {
  LegalRepHashes,
  OrganisationEvent,
  OrganisationInfo,
  OrganisationVerification,
  RegistryEntry,
} from './types.ts';

type Decided = Decision<OrganisationVerification, OrganisationRefusal>;
type Of<Type extends OrganisationEvent['type']> = Extract<OrganisationEvent, { type: Type }>;
type Source = Of<'review-passed'>['source'];

/** An organisation nothing is known of yet. */
export function unverifiedOrganisation(id: string, company: string, agent: string): OrganisationVerification {
  return { id, company, agent, state: 'UNVERIFIED', version: 0 };
}

/** An amount of 0.01 to 0.99 yuan, in cents, each as likely. Catalogue: ORG-09. */
export function drawCents(random: RandomBytes): number {
  for (;;) {
    // Bytes from 198 on would make some amounts likelier.
    const byte = random(1)[0] ?? 255;
    if (byte < 198) return (byte % 99) + 1;
  }
}

const systemEvents: readonly OrganisationEvent['type'][] = [
  'agent-verified',
  'submit-legal-rep',
  'send-transfer',
  'transfer-received',
  'open-letter',
  'letter-signed',
  'letter-refused',
  'alipay-passed',
  'alipay-failed',
  'expire',
];

/**
 * What comes of an event on an organisation's verification. The agent is verified first, then the organisation by one of its
 * methods. What sources, banks and the signing of the letter tell comes from the server, never from the browser. The data
 * can be corrected until a method has begun; then they are locked, until they really change (`change`). Amounts are not guessed: transfers are few a day, and tries few a transfer.
 *
 * Catalogue: A20.7, ORG-02, ORG-03, ORG-04, ORG-05, ORG-07, ORG-09, ORG-10, ORG-11, ORG-12, ORG-13.
 */
export function decideOrganisation(
  verification: OrganisationVerification,
  event: OrganisationEvent,
  context: SecretContext,
): Decided {
  const problem =
    authorityProblem(verification, event, context) ??
    refusalOf(organisationMachine, verification, event.type, context.expectedVersion) ??
    methodProblem(event, context);
  if (problem !== undefined) return refuse(problem);
  const { rules, now } = context;
  const days = (count: number): string => later(now, count * dayMillis);
  switch (event.type) {
    case 'confirm-info':
      return confirmInfo(verification, event, context);
    case 'agent-verified':
      return move(verification, 'AGENT_VERIFIED', { agentIdentity: event.agent }, context);
    case 'submit-legal-rep':
      return submitLegalRep({ ...verification, type: event.organisationType }, event, context);
    case 'send-transfer':
    case 'await-transfer':
      return startTransfer(verification, event, context);
    case 'enter-amount':
      return enterAmount(verification, event, context);
    case 'transfer-received':
      return event.cents === 1 && sameOrganisationName(event.payer, verification.info?.name ?? '')
        ? verified(verification, event.source, context)
        : failed(verification, because('ORG_PAYER'), context);
    case 'send-letter': {
      const letterExpiresAt = days(rules.organisation.transferDays);
      return begin(verification, 'letter', event.organisationType, 'LETTER_NOTSTART', { letterExpiresAt }, context);
    }
    case 'open-letter':
      return move(verification, 'LETTER_SIGNING', {}, context);
    case 'letter-signed': {
      const problem = registryProblem(verification.info, event.signer, event.registry);
      return problem === undefined
        ? verified(verification, event.source, context)
        : failed(verification, problem, context);
    }
    case 'letter-refused':
      return failed(verification, because('ORG_LETTER_REFUSED'), context);
    case 'start-alipay':
      return begin(verification, 'alipay', event.organisationType, 'AWAIT_ALIPAY', {}, context);
    case 'alipay-passed':
      return sameInfo(verification.info, event.info)
        ? verified(verification, event.source, context)
        : failed(verification, because('ORG_ALIPAY'), context);
    case 'alipay-failed':
      return failed(verification, because('ORG_ALIPAY'), context);
    case 'apply-overseas':
      return move(verification, 'MANUAL_REVIEW', { ...cleared, method: 'overseas' }, context);
    case 'review-passed':
      return verified(verification, event.source, context);
    case 'review-failed': {
      const problem = wordsProblem(event.reason, rules.contract.messageMax, 'reason');
      return problem === undefined ? failed(verification, because('ORG_REVIEW'), context) : refuse(problem);
    }
    case 'expire':
      return expire(verification, context);
    case 'retry':
      return move(verification, 'AGENT_VERIFIED', { ...cleared, method: undefined }, context);
    case 'change':
      return change(verification, event.what, context);
  }
}

/** Whoever may verify the company can begin anew, and operates from then on: who did it first may be gone. */
const anew: readonly OrganisationEvent['type'][] = ['confirm-info', 'change'];
const restart: readonly OrganisationState[] = ['UNVERIFIED', 'VERIFIED'];

/** What one method's run leaves behind. */
const cleared = { transfer: undefined, letterExpiresAt: undefined, problem: undefined } as const;

function authorityProblem(
  { company, agent, state }: OrganisationVerification,
  { type }: OrganisationEvent,
  { actor }: DecisionContext,
): Problem<OrganisationRefusal> | undefined {
  const review = type === 'review-passed' || type === 'review-failed';
  const allowed = systemEvents.includes(type)
    ? may(actor, 'system')
    : review
      ? may(actor, 'company.review-overseas')
      : (actor.ref === agent || (anew.includes(type) && restart.includes(state))) &&
        may(actor, 'company.verify', { company });
  return allowed ? undefined : because('NOT_PERMITTED');
}

const methodOf: Partial<Readonly<Record<OrganisationEvent['type'], OrganisationMethod>>> = {
  'submit-legal-rep': 'legal-rep',
  'send-transfer': 'transfer',
  'await-transfer': 'transfer',
  'send-letter': 'letter',
  'start-alipay': 'alipay',
};

function methodProblem(
  { type }: OrganisationEvent,
  { rules }: DecisionContext,
): Problem<OrganisationRefusal> | undefined {
  const method = methodOf[type];
  return method === undefined || rules.organisation.methods.includes(method) ? undefined : because('ORG_METHOD');
}

function confirmInfo(
  verification: OrganisationVerification,
  { info, taken }: Of<'confirm-info'>,
  context: SecretContext,
): Decided {
  const name = parseOrganisationName(info.name, { path: 'name' });
  if (!name.ok) return refuse(name.problems[0]);
  const number = parseOrganisationNumber(info.number, { path: 'number' });
  if (!number.ok) return refuse(number.problems[0]);
  if (taken === true) return refuse(because('ORG_TAKEN', { path: 'number' }));
  const state = verification.state === 'UNVERIFIED' ? 'INFO_CONFIRMED' : verification.state;
  const checked = { name: name.value, number: number.value.number };
  return move(verification, state, { agent: context.actor.ref, info: checked }, context);
}

function begin(
  verification: OrganisationVerification,
  method: OrganisationMethod,
  type: OrganisationType,
  state: OrganisationState,
  changes: Changes<OrganisationVerification>,
  context: SecretContext,
): Decided {
  return move(verification, state, { ...cleared, ...changes, method, type }, context);
}

function submitLegalRep(
  verification: OrganisationVerification,
  event: Of<'submit-legal-rep'>,
  context: SecretContext,
): Decided {
  const begun: OrganisationVerification = { ...verification, method: 'legal-rep' };
  const { legalRep, registry } = event;
  const agent = verification.agentIdentity;
  const same =
    agent !== undefined &&
    sameHash(legalRep.documentHash, agent.documentHash) &&
    sameHash(legalRep.nameHash, agent.nameHash);
  const problem = same ? registryProblem(verification.info, legalRep, registry) : because('ORG_NOT_LEGAL_REP');
  return problem === undefined ? verified(begun, event.source, context) : failed(begun, problem, context);
}

function registryProblem(
  info: OrganisationInfo | undefined,
  legalRep: LegalRepHashes,
  registry: RegistryEntry | undefined,
): Problem<OrganisationRefusal> | undefined {
  const agrees =
    info !== undefined &&
    registry !== undefined &&
    sameOrganisationName(registry.name, info.name) &&
    sameHash(registry.legalRepNameHash, legalRep.nameHash);
  return agrees ? undefined : because('ORG_REGISTRY');
}

function startTransfer(
  verification: OrganisationVerification,
  event: Of<'send-transfer' | 'await-transfer'>,
  context: SecretContext,
): Decided {
  const { now, rules } = context;
  const expiresAt = later(now, rules.organisation.transferDays * dayMillis);
  const today = (verification.transfersSent ?? []).filter((at) => dayOf(at) === dayOf(now));
  if (event.type === 'send-transfer' && today.length >= rules.organisation.transfersPerDay) {
    return refuse(because('ORG_TRANSFER_LIMIT'));
  }
  const transfer =
    event.type === 'send-transfer'
      ? { direction: 'receive' as const, amount: amountHash(verification, event.cents, context), wrong: 0, expiresAt }
      : { direction: 'pay' as const, wrong: 0, expiresAt };
  const state = event.type === 'send-transfer' ? 'TRANSFER_SENT' : 'AWAIT_REVERSE_TRANSFER';
  const transfersSent = event.type === 'send-transfer' ? [...today, now] : today;
  return begin(verification, 'transfer', event.organisationType, state, { transfer, transfersSent }, context);
}

function enterAmount(
  verification: OrganisationVerification,
  event: Of<'enter-amount'>,
  context: SecretContext,
): Decided {
  const { transfer } = verification;
  if (transfer === undefined || millisOf(context.now) >= millisOf(transfer.expiresAt)) {
    return refuse(because('ORG_TRANSFER_EXPIRED'));
  }
  const cents = centsOf(event.amount);
  if (cents === undefined) return refuse(because('ORG_AMOUNT_FORMAT', { path: 'amount' }));
  if (sameHash(amountHash(verification, cents, context), transfer.amount ?? '')) {
    return verified(verification, event.source, context);
  }
  const wrong = transfer.wrong + 1;
  const left = context.rules.organisation.transferTries - wrong;
  if (left <= 0) return failed(verification, because('ORG_AMOUNT_TRIES'), context);
  const problem = because('ORG_AMOUNT', { values: { left } });
  return accept(changed(verification, { transfer: { ...transfer, wrong }, problem }), {
    events: [domainEvent(context, 'organisation.amount-wrong', verification.id, { left })],
  });
}

/** `0.35`, `.35`, `0.5`; nothing else. */
function centsOf(amount: string): number | undefined {
  const match = /^0?\.(\d{1,2})$/.exec(amount.trim());
  return match?.[1] === undefined ? undefined : Number(match[1].padEnd(2, '0'));
}

function amountHash({ id }: OrganisationVerification, cents: number, { keyedHash }: SecretContext): string {
  return keyedHash(['transfer', id, String(cents)].join('\n'));
}

function sameInfo(info: OrganisationInfo | undefined, other: OrganisationInfo): boolean {
  return info !== undefined && info.number === other.number && sameOrganisationName(info.name, other.name);
}

function expire(verification: OrganisationVerification, context: SecretContext): Decided {
  const { transfer, letterExpiresAt, state } = verification;
  const end = transfer?.expiresAt ?? letterExpiresAt;
  if (end !== undefined && millisOf(context.now) < millisOf(end)) return refuse(because('ORG_NOT_EXPIRED'));
  if (state !== 'TRANSFER_SENT') {
    const code =
      state === 'AWAIT_REVERSE_TRANSFER'
        ? 'ORG_TRANSFER_EXPIRED'
        : letterExpiresAt === undefined
          ? 'ORG_ALIPAY'
          : 'ORG_LETTER_EXPIRED';
    return failed(verification, because(code), context);
  }
  return move(verification, 'EXPIRED', { ...cleared, problem: because('ORG_TRANSFER_EXPIRED') }, context);
}

function failed(
  verification: OrganisationVerification,
  problem: Problem<OrganisationRefusal>,
  context: SecretContext,
): Decided {
  return accept(changed(verification, { ...cleared, state: 'FAILED', problem }), {
    events: [domainEvent(context, 'organisation.failed', verification.id, { reason: problem.code })],
  });
}

function verified(verification: OrganisationVerification, source: Source, context: SecretContext): Decided {
  const { id, company, info, method } = verification;
  if (info === undefined || method === undefined) return refuse(because('ORG_REGISTRY'));
  const record = { ...info, method, at: context.now, source };
  const { provider, assurance, trace } = source;
  return accept(changed(verification, { ...cleared, state: 'VERIFIED', record }), {
    events: [
      domainEvent(context, 'organisation.verified', id, { company, method, provider, assurance, trace }),
      domainEvent(context, 'certificate.wanted', id, { holder: company }),
      domainEvent(context, 'seals.wanted', id, { company }),
    ],
  });
}

function change(verification: OrganisationVerification, what: Of<'change'>['what'], context: SecretContext): Decided {
  const { id, company } = verification;
  const next = changed(verification, {
    ...cleared,
    state: 'UNVERIFIED',
    record: undefined,
    method: undefined,
    info: undefined,
    agentIdentity: undefined,
  });
  return accept(next, {
    events: [
      domainEvent(context, 'organisation.verification-required', id, { what }),
      domainEvent(context, 'certificate.revocation-required', id, { holder: company, reason: 'identity-changed' }),
    ],
  });
}

function move(
  verification: OrganisationVerification,
  state: OrganisationState,
  changes: Changes<OrganisationVerification>,
  context: SecretContext,
): Decided {
  return accept(changed(verification, { ...changes, state }), {
    events: [domainEvent(context, `organisation.${state.toLowerCase().replaceAll('_', '-')}`, verification.id)],
  });
}
