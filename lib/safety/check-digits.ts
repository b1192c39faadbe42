/** Luhn's rule (ISO/IEC 7812-1, annex B), for payment cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighted = index % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** Multiplication in the dihedral group D5, and the permutation of a place (Verhoeff 1969). */
const D5 = [
  "0123456789",
  "1234067895",
  "2340178956",
  "3401289567",
  "4012395678",
  "5987604321",
  "6598710432",
  "7659821043",
  "8765932104",
  "9876543210",
] as const;
const PERMUTATIONS = [
  "0123456789",
  "1576283094",
  "5803796142",
  "8916043527",
  "9453126870",
  "4286573901",
  "2793806415",
  "7046913258",
] as const;

/** Verhoeff's rule, for Indian Aadhaar numbers. */
export function passesVerhoeff(digits: string): boolean {
  let state = 0;
  [...digits].reverse().forEach((digit, place) => {
    const permuted = Number(PERMUTATIONS[place % 8]?.[Number(digit)]);
    state = Number(D5[state]?.[permuted]);
  });
  return digits.length > 0 && state === 0;
}

/** Spanish DNI (8 digits) and NIE (X, Y or Z and 7 digits): the letter is the number modulo 23. */
export function isSpanishId(id: string): boolean {
  const number = Number(id.slice(0, -1).replace(/^X/, "0").replace(/^Y/, "1").replace(/^Z/, "2"));
  return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23] === id.at(-1);
}

/** French NIR: the key is 97 minus the first 13 digits modulo 97; Corsica's 2A and 2B count as 19 and 18. */
export function isFrenchNir(id: string): boolean {
  const number = BigInt(id.slice(0, 13).replace("2A", "19").replace("2B", "18"));
  return 97n - (number % 97n) === BigInt(id.slice(13));
}

/** German tax id: ISO 7064, MOD 11,10; one digit stands twice or three times in the first ten. */
export function isGermanTaxId(id: string): boolean {
  let product = 10;
  for (const digit of id.slice(0, 10)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  const repeated = 10 - new Set(id.slice(0, 10)).size;
  return (11 - product) % 10 === Number(id[10]) && repeated >= 1 && repeated <= 2 && !id.startsWith("0");
}

/** Dutch BSN: weights 9 to 2, and -1 for the last digit, give a sum that 11 divides. */
export function isDutchBsn(id: string): boolean {
  const sum = [...id].reduce((total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index), 0);
  return sum % 11 === 0 && sum !== 0;
}

const ODD_VALUES = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italian codice fiscale: the last letter is the sum of tabled values modulo 26 (D.M. 23 December 1976). */
export function isItalianTaxCode(code: string): boolean {
  const sum = [...code.slice(0, 15)].reduce((total, sign, index) => {
    const value = /\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65;
    return total + (index % 2 === 0 ? (ODD_VALUES[value] ?? 0) : value);
  }, 0);
  return String.fromCharCode(65 + (sum % 26)) === code[15];
}
