/**
 * How a worker may leave a mark: freshly drawn or an own hand-drawn one (`hand_drawn_only`, Guangzhou); own handwriting
 * demanded by the employer (`handwritten_required`); anything that is theirs, also one made by one tap (`free_choice`).
 */
export type SignatureMode = 'handwritten_required' | 'free_choice' | 'hand_drawn_only';

/** Ways to prove an intent or pass a gate. A voice call shares the code of `sms` and is no way of its own. */
export type ProofMethod = 'sms' | 'face';

/** `parallel`: everybody at once. `sequential`: one after the other in the order of the signers. */
export type SigningOrder = 'parallel' | 'sequential';

/**
 * How one contract is signed: what Guangzhou and Guangdong do differently, as settings. Frozen into the contract when it is
 * initiated.
 */
export interface SigningProfile {
  /** The worker confirms the text (确认), negotiates (协商) or terminates (合同终止) before signing begins. */
  readonly requireWorkerConfirm: boolean;
  /** The worker must have reached the end of the text before confirming. */
  readonly forcedReading: boolean;
  /** The worker names 经常居住地 and 户籍地址. */
  readonly collectResidence: boolean;
  /** A face check, or its fallback, opens the signing page. */
  readonly faceGateOnEnter: boolean;
  /** A face check, or its fallback, is asked before the signature counts. */
  readonly faceGateOnCommit: boolean;
  /** What passes a gate, in the order offered. Face is never the only way. */
  readonly gateMethods: readonly ProofMethod[];
  readonly signatureMode: SignatureMode;
  /** What proves the intent to sign, in the order offered. Face is never the only way. */
  readonly intentMethods: readonly ProofMethod[];
  readonly order: SigningOrder;
  /** The worker's agreement to the electronic form is on record before anything is submitted. GOV-10. */
  readonly requireElectronicConsent: boolean;
  /** Whether the worker may refuse (拒签). */
  readonly allowRefuse: boolean;
  /** Whether a worker at a PC may draw with mouse or pen instead of on a phone. */
  readonly allowLocalDraw: boolean;
}

/** The settings of a profile that leave face as the only way, or no way at all: no contract may begin so. Catalogue: KYC-03, GD-08. */
export function faceOnlySettings(profile: SigningProfile): readonly ('gateMethods' | 'intentMethods')[] {
  return (['gateMethods', 'intentMethods'] as const).filter((key) => profile[key].every((method) => method === 'face'));
}
