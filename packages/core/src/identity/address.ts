/** A place in China, as both code and text: names of divisions change, and what was signed must not. */
export interface Address {
  /** The lowest division chosen, six digits (GB/T 2260, or the picker's own below it). */
  readonly division: string;
  /** Its full name when it was chosen: `广东省广州市天河区`. */
  readonly divisionName: string;
  /** Street, house and room; at most 100 code points. */
  readonly detail: string;
}

/** The address in one line. */
export function formatAddress(address: Address): string {
  return address.divisionName + address.detail;
}

/** What lists and exports show of an address: its division. */
export function maskAddress(address: Address): string {
  return address.divisionName;
}
