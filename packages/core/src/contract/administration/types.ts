import type { Versioned } from '../../machine/index.ts';
import type { IntentChallenge } from '../intent/index.ts';
import type { AdminState } from './administration-machine.ts';

/** A person's administration of a company; a company has one in state `ADMIN`. */
export interface AdminRole extends Versioned<AdminState> {
  readonly id: string;
  readonly company: string;
  readonly companyName: string;
  readonly person: string;
  readonly since: string;
  readonly revokedAt?: string;
  /** The role that followed. */
  readonly successor?: string;
}

/** An account of the company, as the list of those who may take over shows it. */
export interface Member {
  readonly person: string;
  readonly company: string;
  readonly active: boolean;
  readonly verified: boolean;
}

/** 转授 to a member, with the former administrator's own proof that they mean it. */
export interface Transfer {
  /** Id of the new role. */
  readonly id: string;
  readonly to: Member;
  /** Passed by the former administrator about {@link AdminRole} and successor; used up by the transfer. */
  readonly intent: IntentChallenge;
}

/** What a transfer leaves; to be stored together or not at all. */
export interface Transferred {
  readonly former: AdminRole;
  readonly current: AdminRole;
  readonly intent: IntentChallenge;
}
