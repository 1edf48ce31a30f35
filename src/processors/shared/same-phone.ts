/** Digits of a Dutch number behind its 0 or +31; a spreadsheet takes both away. */
const NATIONAL = 9;

/** Whether two telephone numbers are one: `06-12 34 56 78`, `+31612345678`, `0031 6 12345678` and `612345678` are. */
export function isSamePhone(one: string, other: string): boolean {
  const number = digitsOf(one);
  return number.length >= NATIONAL && number === digitsOf(other);
}

function digitsOf(phone: string): string {
  const digits = phone.replace(/\(0\)|\D/g, '');
  return digits.replace(/^(?:00)?31(?=\d{9}$)/, '').replace(/^0(?=\d{9}$)/, '');
}
