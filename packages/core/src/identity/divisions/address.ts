import type { Parsed } from '../../language/index.ts';
import type { Address } from '../address.ts';
import { hasHiddenCharacter } from '../name.ts';
import { halfWidth, judged, type ParseOptions } from '../normalise.ts';
import type { IdentityCode } from '../texts.ts';
import { division, fullName, path } from './tree.ts';

const longestDetail = 100;

/**
 * Reads an address: a division chosen down to the lowest level there is, and a line of detail (1 to 100 code points).
 * Catalogue: GD-05.
 */
export function parseAddress(code: string, detail: string, options: ParseOptions = {}): Parsed<Address, IdentityCode> {
  const line = halfWidth(detail).normalize('NFC').trim().replace(/\s+/g, ' ');
  return judged(addressFault(code, line), options, () => ({
    division: code,
    divisionName: fullName(code),
    detail: line,
  }));
}

function addressFault(code: string, detail: string): IdentityCode | undefined {
  const chosen = division(code);
  if (!chosen) return code === '' ? 'VALUE_REQUIRED' : 'ADDRESS_DIVISION';
  if (chosen.hasChildren || path(code).at(-1)?.code !== code) return 'ADDRESS_DIVISION';
  if (detail === '') return 'ADDRESS_DETAIL';
  if (hasHiddenCharacter(detail)) return 'NAME_HIDDEN';
  return [...detail].length > longestDetail ? 'ADDRESS_DETAIL' : undefined;
}
