import {
  parseCreditCode,
  parseDocument,
  parseMobile,
  parseRegistrationNumber,
  parseResidentId,
} from '../identity/index.ts';
import type { MinimisedRecord } from './record.ts';
import type { ExchangeCode } from './texts.ts';

interface Disagreement {
  readonly code: ExchangeCode;
  readonly path: string;
}

/** Whether a field may be there: a rule counts only where all it needs may be. */
type Allows = (path: string) => boolean;

/** What the fields of a record say of one another. */
export function agreementProblems(record: MinimisedRecord, allows: Allows, today: string): Disagreement[] {
  return [
    ...employerProblems(record, allows),
    ...workerProblems(record, allows, today),
    ...termProblems(record, allows),
    ...operationProblems(record, allows),
  ];
}

function employerProblems({ employer = {} }: MinimisedRecord, allows: Allows): Disagreement[] {
  const { uscc, registrationNo } = employer;
  if (!allows('employer.uscc')) return [];
  const credit = uscc === undefined ? undefined : parseCreditCode(uscc);
  const registration = registrationNo === undefined ? undefined : parseRegistrationNumber(registrationNo);
  const goodCredit = credit === undefined || (credit.ok && credit.value.number === uscc);
  const goodRegistration =
    registration === undefined || (registration.ok && registration.value.number === registrationNo);
  if (goodCredit && goodRegistration && (credit ?? registration)) return [];
  return [
    {
      code: 'EXCHANGE_EMPLOYER_NUMBER',
      path: goodCredit && uscc !== undefined ? 'employer.registrationNo' : 'employer.uscc',
    },
  ];
}

function workerProblems({ worker = {} }: MinimisedRecord, allows: Allows, today: string): Disagreement[] {
  const { idType, idNumber, sex, birthDate, nationality, phone, householdAddress, habitualResidence } = worker;
  const problems: Disagreement[] = [];
  if (idType !== undefined && idNumber !== undefined) {
    const document = parseDocument(idType, idNumber, { today, ...(nationality === undefined ? {} : { nationality }) });
    if (!document.ok || document.value.number !== idNumber) {
      problems.push({ code: 'EXCHANGE_ID_NUMBER', path: 'worker.idNumber' });
    } else if (idType === 'resident-id' || idType === 'residence-permit') {
      const resident = parseResidentId(idNumber, { today });
      const said = {
        sex: resident.ok ? (resident.value.sex === 'male' ? '1' : '2') : sex,
        birthDate: resident.ok ? resident.value.birthDate : birthDate,
      };
      if (sex !== undefined && sex !== said.sex) problems.push({ code: 'EXCHANGE_ID_DISAGREES', path: 'worker.sex' });
      if (birthDate !== undefined && birthDate !== said.birthDate) {
        problems.push({ code: 'EXCHANGE_ID_DISAGREES', path: 'worker.birthDate' });
      }
    }
  }
  if (allows('worker.phone') && phone !== undefined) {
    const mobile = parseMobile(phone);
    if (!mobile.ok || mobile.value.number !== phone) problems.push({ code: 'EXCHANGE_PHONE', path: 'worker.phone' });
  }
  for (const [name, place] of Object.entries({ householdAddress, habitualResidence })) {
    if (place && (place.code === undefined) !== (place.text === undefined)) {
      problems.push({ code: 'EXCHANGE_PLACE', path: `worker.${name}` });
    }
  }
  return problems;
}

function termProblems({ contract = {} }: MinimisedRecord, allows: Allows): Disagreement[] {
  const { kind, employmentForm, startDate, endDate, taskDescription, probationStart, probationEnd, userUnit } =
    contract;
  const problems: Disagreement[] = [];
  const unfit = (path: string): unknown => problems.push({ code: 'EXCHANGE_TERM', path });
  if (kind !== undefined && startDate !== undefined && allows('contract.endDate')) {
    if (kind === '1' && (endDate === undefined || endDate < startDate)) unfit('contract.endDate');
    if (kind !== '1' && endDate !== undefined) unfit('contract.endDate');
    if (kind === '3' && taskDescription === undefined && allows('contract.taskDescription'))
      unfit('contract.taskDescription');
    if (kind !== '3' && taskDescription !== undefined) unfit('contract.taskDescription');
  }
  if (probationStart !== undefined || probationEnd !== undefined) {
    const [from, to] = [probationStart ?? '', probationEnd ?? ''];
    const within = from !== '' && to >= from && from >= (startDate ?? '') && (endDate === undefined || to <= endDate);
    if (!within || kind === '3' || employmentForm === 'part') {
      problems.push({ code: 'EXCHANGE_PROBATION', path: 'contract.probationEnd' });
    }
  }
  if (
    allows('contract.userUnit') &&
    employmentForm !== undefined &&
    (employmentForm === 'dispatch') !== (userUnit !== undefined)
  ) {
    problems.push({ code: 'EXCHANGE_USER_UNIT', path: 'contract.userUnit' });
  }
  return problems;
}

function operationProblems({ operation, contract = {}, end }: MinimisedRecord, allows: Allows): Disagreement[] {
  const problems: Disagreement[] = [];
  if (allows('end.date')) {
    const complete = end?.date !== undefined && end.reasonCode !== undefined;
    if (operation === 'terminate' ? !complete : end !== undefined) problems.push({ code: 'EXCHANGE_END', path: 'end' });
  }
  const links = { renew: ['renewalOf', contract.renewalOf], change: ['amends', contract.amends] } as const;
  if (operation === 'renew' || operation === 'change') {
    const [name, value] = links[operation];
    if (value === undefined && allows(`contract.${name}`))
      problems.push({ code: 'EXCHANGE_LINK', path: `contract.${name}` });
  }
  return problems;
}
