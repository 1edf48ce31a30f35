/** Addresses of people or firms that may exist; example domains and reserved endings (RFC 2606, 6761) do not. */
export function realAddresses(text: string): string[] {
  const found = text.match(/[\w.%+-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}\b/gi) ?? [];
  return found.filter(
    (address) => !/[@.](example\.[a-z]+|[\w-]+\.(example|test|invalid|localhost))$/i.test(address),
  );
}

/** Nine digits that pass the check of a Dutch citizen number, in one piece or as 1234.56.789; ids in JSON are left out. */
export function citizenNumbers(text: string): string[] {
  const found = text.match(/(?<![\w.,+:/-]|id": ?)\d{4}([. ]?)\d{2}\1\d{3}(?![\w-]|[.,]\d)/g) ?? [];
  return found.filter(passesElevenTest);
}

function passesElevenTest(number: string): boolean {
  const digits = [...number.replace(/\D/g, '')].map(Number);
  const sum = digits.reduce((total, digit, index) => total + digit * (index === 8 ? -1 : 9 - index), 0);
  return sum > 0 && sum % 11 === 0;
}

/** Folders of one machine, which another one does not have; a path of a URL or of this project is none. */
export function machinePaths(text: string): string[] {
  return text.match(/(?<![\w.~*)\]}>-])\/(?:work|root|farm|tmp|home|Users|opt|mnt)(?![\w-])[\w./-]*/g) ?? [];
}

/** Addresses of package registries; npm reads the one of the machine. */
export function registries(text: string, own: string | undefined): string[] {
  const host = own === undefined ? undefined : new URL(own).host;
  const known =
    text.match(/\b(?:registry|npm|artifactory|nexus|verdaccio)[\w-]*(?:\.[a-z][a-z0-9-]+)+(?=[:/])/gi) ?? [];
  return host !== undefined && text.includes(host) ? [...known, host] : known;
}
