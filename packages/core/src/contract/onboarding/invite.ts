import { mask, parseMobile, parsePersonName } from '../../identity/index.ts';
import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { accept, refuse, type Decision } from '../../machine/index.ts';
import { dayMillis, later } from '../calendar/index.ts';
import type { SecretContext } from '../code/index.ts';
import { domainEvent } from '../context/index.ts';
import { notice } from '../notices/index.ts';
import { mobileHashOf } from '../person/index.ts';
import { may } from '../rights/index.ts';
import { because, type OnboardingRefusal } from './texts.ts';
import type { ExtraField, Onboarding } from './types.ts';

/** Who invites: the company of the session, as it is called now. */
export interface Inviter {
  readonly company: string;
  readonly companyName: string;
  readonly extraFields: readonly ExtraField[];
}

/** What is known of the numbers a company deals with, as keyed hashes (`mobileHashOf`). */
export interface Acquainted {
  readonly employed: ReadonlySet<string>;
  readonly invited: ReadonlySet<string>;
}

/** One row as people typed it. */
export interface InviteRow {
  readonly name: string;
  readonly mobile: string;
}

/**
 * 个人邀请. Who is employed is refused; who is invited already only if `again` says that this is known.
 * Catalogue: ONB-04, N-02.
 */
export function inviteWorker(
  row: InviteRow & { readonly id: string; readonly again?: boolean },
  inviter: Inviter,
  known: Acquainted,
  context: SecretContext,
): Decision<Onboarding, OnboardingRefusal> {
  if (!may(context.actor, 'staff.manage', { company: inviter.company })) return refuse(because('NOT_PERMITTED'));
  const read = readRow(row, row.again === true ? { ...known, invited: new Set() } : known, context);
  if (!read.ok) return refuse(read.problems[0]);
  const record = invitation(row.id, 'named', read.value, inviter, context);
  return accept(record, invited([record], context));
}

/** What is wrong with a batch, row by row: for a table of row, column and reason. */
export interface RowProblem extends Problem<OnboardingRefusal> {
  /** As people count in the file: 1 for the first row below the heads. */
  readonly row: number;
  /** 劳动者姓名 or 手机号; absent when it is the whole row or file. */
  readonly column?: 'name' | 'mobile';
}

/**
 * 批量邀请: all rows valid (校验无误), or nobody is invited and every fault is told. Empty rows at the end do not count. A cell
 * is never run as a formula, and none can come through: names hold letters, numbers digits.
 *
 * `ids`: one fresh id for each row. Catalogue: ONB-05, N-02.
 */
export function inviteBatch(
  rows: readonly InviteRow[],
  ids: readonly string[],
  inviter: Inviter,
  known: Acquainted,
  context: SecretContext,
):
  | { readonly ok: true; readonly decision: Decision<readonly Onboarding[], OnboardingRefusal> }
  | { readonly ok: false; readonly problems: readonly RowProblem[] } {
  if (!may(context.actor, 'staff.manage', { company: inviter.company })) {
    return { ok: true, decision: refuse(because('NOT_PERMITTED')) };
  }
  const filled = withoutEmptyEnd(rows);
  const { maxRows } = context.rules.onboarding;
  if (filled.length === 0) return { ok: false, problems: [{ ...because('ONB_EMPTY'), row: 0 }] };
  if (filled.length > maxRows) {
    return { ok: false, problems: [{ ...because('ONB_ROWS', { values: { max: maxRows } }), row: maxRows + 1 }] };
  }
  const read = filled.map((row) => readRow(row, known, context));
  const first = new Map<string, number>();
  const problems = read.flatMap((result, index): RowProblem[] => {
    const row = index + 1;
    if (!result.ok) return result.problems.map((problem) => ({ ...problem, row, ...columnOf(problem) }));
    const other = first.get(result.value.mobile);
    if (other === undefined) {
      first.set(result.value.mobile, row);
      return [];
    }
    return [{ ...because('ONB_DUPLICATE', { path: 'mobile', values: { other } }), row, column: 'mobile' }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const records = read.flatMap((result, index) =>
    result.ok ? [invitation(ids[index] ?? '', 'batch', result.value, inviter, context)] : [],
  );
  return { ok: true, decision: accept(records, invited(records, context)) };
}

function columnOf({ path }: Problem): Pick<RowProblem, 'column'> {
  return path === 'name' || path === 'mobile' ? { column: path } : {};
}

function withoutEmptyEnd(rows: readonly InviteRow[]): readonly InviteRow[] {
  const last = rows.findLastIndex(({ name, mobile }) => name.trim() !== '' || mobile.trim() !== '');
  return rows.slice(0, last + 1);
}

function readRow(
  row: InviteRow,
  known: Acquainted,
  { keyedHash }: SecretContext,
): Parsed<InviteRow, OnboardingRefusal> {
  const name = parsePersonName(row.name, { path: 'name' });
  const mobile = parseMobile(row.mobile, { path: 'mobile' });
  const problems: Problem<OnboardingRefusal>[] = [name, mobile].flatMap((part) => (part.ok ? [] : [...part.problems]));
  if (mobile.ok) {
    const hash = mobileHashOf(mobile.value.number, keyedHash);
    if (known.employed.has(hash)) problems.push(because('ONB_EMPLOYED', { path: 'mobile' }));
    else if (known.invited.has(hash)) problems.push(because('ONB_INVITED', { path: 'mobile' }));
  }
  const [first, ...others] = problems;
  if (first !== undefined || !name.ok || !mobile.ok) return unparsed(first ?? because('ONB_FIELD'), ...others);
  return parsed({ name: name.value.text, mobile: mobile.value.number });
}

function invitation(
  id: string,
  via: Onboarding['via'],
  { name, mobile }: InviteRow,
  { company, companyName, extraFields }: Inviter,
  { now, rules, keyedHash }: SecretContext,
): Onboarding {
  return {
    ...{ id, company, companyName, via, name, extraFields },
    state: 'INVITED',
    version: 0,
    mobileHash: mobileHashOf(mobile, keyedHash),
    mobileMasked: mask('mobile', mobile),
    invitedAt: now,
    expiresAt: later(now, rules.onboarding.inviteDays * dayMillis),
    edits: [],
    undelivered: [],
  };
}

function invited(records: readonly Onboarding[], context: SecretContext) {
  return {
    events: records.map(({ id, via }) => domainEvent(context, 'onboarding.invited', id, { via })),
    // The number belongs to nobody yet: the message goes to whom the invitation names.
    notices: records.map(({ id, companyName }) => notice('onboarding-invited', id, { company: companyName })),
  };
}
