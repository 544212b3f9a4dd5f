/** Check characters of the numbers in this folder. Inputs are already normalised; nothing here reads what a person typed. */

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The eighteenth character of a resident identity number for its first 17 digits: ISO 7064 MOD 11-2 (GB 11643). */
export function residentCheck(digits17: string): string {
  return '10X98765432'.charAt(weightedSum(digits17, residentWeights, '0123456789') % 11);
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The eighteenth character of a unified social credit code for its first 17 (GB 32100-2015). A sum of 0 modulo 31 gives `0`. */
export function creditCheck(first17: string): string {
  const remainder = weightedSum(first17, creditWeights, creditAlphabet) % 31;
  return creditAlphabet.charAt((31 - remainder) % 31);
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** The ninth character of an organisation code for its first eight (GB 11714). */
export function organisationCheck(first8: string): string {
  const sum = weightedSum(first8, organisationWeights, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** The fifteenth digit of a business registration number for its first 14: ISO 7064 MOD 11,10 (GS 15-2006). */
export function registrationCheck(digits14: string): string {
  let product = 10;
  for (const digit of digits14) {
    const sum = ((product % 11) + Number(digit)) % 10 || 10;
    product = 2 * sum;
  }
  return String((11 - (product % 11)) % 10);
}

/** Whether the last digit of a card number is right (Luhn, ISO/IEC 7812-1 annex B). */
export function luhnHolds(digits: string): boolean {
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - position));
    const doubled = position % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function weightedSum(text: string, weights: readonly number[], alphabet: string): number {
  return weights.reduce((sum, weight, position) => sum + weight * alphabet.indexOf(text.charAt(position)), 0);
}
