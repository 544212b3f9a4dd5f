import type { Problem } from '../../language/index.ts';
import { accept, refuse, type Decision } from '../../machine/index.ts';
import { domainEvent, type DecisionContext } from '../context/index.ts';
import { because, type ConsentRefusal } from './texts.ts';
import type { Agreement, GivenAgreement, Tick } from './types.ts';

/** The agreements of login and registration, of verification, and to the electronic form (GOV-10); configurable, these by default. Catalogue: Z-06, ACC-02, ACC-10. */
export const agreementNames = {
  account: ['《平台用户注册协议》', '《数字证书服务协议》', '《用户隐私协议》'],
  verification: ['《实名认证服务协议》'],
  electronicForm: ['《电子劳动合同订立告知书》'],
} as const;

/** What a person still has to agree to: never given, given for another version or text, or withdrawn. Catalogue: ACC-10. */
export function outstandingAgreements(
  inForce: readonly Agreement[],
  given: readonly GivenAgreement[],
): readonly Agreement[] {
  return inForce.filter((agreement) => !given.some((each) => each.withdrawnAt === undefined && same(each, agreement)));
}

/**
 * Records what a person ticked: every agreement of the page, in the version in force, by their own hand. What needs a consent
 * of its own is taken alone. Catalogue: ACC-02, ACC-10, KYC-02, GOV-10.
 */
export function giveConsent(
  asked: readonly Agreement[],
  ticks: readonly Tick[],
  from: { readonly person: string; readonly address?: string; readonly device?: string },
  context: DecisionContext,
): Decision<readonly GivenAgreement[], ConsentRefusal> {
  const problem = context.actor.ref === from.person ? consentProblem(asked, ticks) : because('NOT_PERMITTED');
  if (problem !== undefined) return refuse(problem);
  const given = asked.map((agreement): GivenAgreement => {
    const tick = ticks.find(({ name }) => name === agreement.name);
    return { ...agreement, ...from, at: context.now, how: tick?.how ?? 'tick' };
  });
  return accept(given, {
    events: given.map(({ name, version, hash, how, separateFor }) =>
      domainEvent(context, 'consent.given', from.person, {
        ...{ agreement: name, version, hash, how },
        ...(separateFor === undefined ? {} : { separateFor }),
      }),
    ),
  });
}

/** Why the ticks are no consent to what is asked; undefined when they are. For buttons that wait for the box (ACC-02). */
export function consentProblem(
  asked: readonly Agreement[],
  ticks: readonly Tick[],
): Problem<ConsentRefusal> | undefined {
  const named = (list: readonly Agreement[]) => ({ values: { names: list.map(({ name }) => name).join('') } });
  const own = asked.filter(({ separateFor }) => separateFor !== undefined);
  if (own.length > 0 && asked.length > 1) return because('CONSENT_SEPARATE', named(own));
  const ticked = ({ name }: Agreement): boolean => ticks.some((tick) => tick.name === name);
  const missing = asked.filter((agreement) => !ticked(agreement));
  if (missing.length > 0) return because('CONSENT_REQUIRED', named(missing));
  if (ticks.some(({ preset }) => preset === true)) return because('CONSENT_PRESET');
  const old = asked.filter((agreement) => !ticks.some((tick) => same(tick, agreement)));
  return old.length > 0 ? because('CONSENT_VERSION', named(old)) : undefined;
}

/** The person takes a consent back (PIPL art. 15); what was done under it stays lawful. */
export function withdrawConsent(
  given: GivenAgreement,
  context: DecisionContext,
): Decision<GivenAgreement, ConsentRefusal> {
  if (context.actor.ref !== given.person) return refuse(because('NOT_PERMITTED'));
  if (given.withdrawnAt !== undefined) return refuse(because('CONSENT_UNKNOWN'));
  const { name, version } = given;
  return accept(
    { ...given, withdrawnAt: context.now },
    { events: [domainEvent(context, 'consent.withdrawn', given.person, { agreement: name, version })] },
  );
}

function same(one: Pick<Agreement, 'name' | 'version' | 'hash'>, other: Agreement): boolean {
  return one.name === other.name && one.version === other.version && one.hash === other.hash;
}
