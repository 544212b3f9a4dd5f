/**
 * How much a provider's word is worth. `simulated` is what local stand-ins say of themselves; it goes into every
 * record and every certificate they touch, so nothing local is ever presented as official.
 * Catalogue: D9, D10.
 */
export type Assurance = 'official' | 'simulated';

/** Who gave a result. */
export interface ProviderIdentity {
  readonly id: string;
  readonly assurance: Assurance;
}
