import type { Versioned } from '../../machine/index.ts';
import type { EmployeeState } from './employee-machine.ts';
import type { LeavingReason } from './leaving-reasons.ts';

/** 离职信息. */
export interface Resignation {
  readonly reason: LeavingReason;
  readonly remark?: string;
  /** 最近工作日: when the resignation was started. */
  readonly startedAt: string;
  /** Where to go back to when it is cancelled. */
  readonly before: 'ACTIVE_UNASSIGNED' | 'ACTIVE';
  /** 离职日期; once confirmed. */
  readonly date?: string;
  /** 离职交接人: an employee's id. */
  readonly handOver?: string;
  readonly confirmedAt?: string;
}

/** A time of employment that is over. */
export interface Spell {
  readonly hiredOn: string;
  readonly resignation: Resignation;
}

export interface Employee extends Versioned<EmployeeState> {
  readonly id: string;
  readonly person: string;
  readonly company: string;
  readonly department?: string;
  /** 录入时间. */
  readonly createdAt: string;
  /** The first day of the present spell at the present company, in Shanghai. */
  readonly hiredOn: string;
  readonly resignation?: Resignation;
  /** Earlier spells at this company. */
  readonly spells: readonly Spell[];
  /** Companies of the same administrator the person was moved from; contracts stay there. */
  readonly transfers: readonly { readonly from: string; readonly on: string }[];
}

/** A department to go to. */
export interface Place {
  readonly company: string;
  readonly department: string;
}

export type EmployeeEvent =
  | { readonly type: 'assign'; readonly to: Place }
  /** Another company than the present one is a transfer; `administers`: companies the actor may move people between. */
  | { readonly type: 'move'; readonly to: Place; readonly administers?: readonly string[] }
  | {
      readonly type: 'resign';
      readonly reason: LeavingReason;
      readonly remark?: string;
      /** Contracts with this person in 签署中, by id. */
      readonly openContracts: readonly string[];
      /** The actor has seen them and goes on. */
      readonly acknowledged?: boolean;
    }
  | { readonly type: 'cancel-resignation' }
  | {
      readonly type: 'confirm-resignation';
      readonly date: string;
      readonly reason: LeavingReason;
      readonly remark?: string;
      readonly handOver?: Pick<Employee, 'id' | 'person' | 'company' | 'state'>;
    }
  /** After a new onboarding was approved. */
  | { readonly type: 'rehire'; readonly hiredOn: string };
