/**
 * Whether two names that were typed for one mailbox may be of one person: "S. de Vries" and "sanne de vries" may, "Jan
 * de Vries" and "Sanne de Vries" may not (R11). A name of one word says only how it begins.
 */
export function maySamePerson(one: string, other: string): boolean {
  const [left, right] = [words(one), words(other)];
  const [first, second] = [left[0], right[0]];
  if (first === undefined || second === undefined) return true;
  if (first.charAt(0) !== second.charAt(0)) return false;
  const whole = first.length > 1 && second.length > 1;
  if (whole && first !== second) return false;
  return left.length < 2 || right.length < 2 || left.at(-1) === right.at(-1);
}

/**
 * The same for two requests of one mailbox, for which `names` were typed: once those are of two people, an initial or no
 * name may be of either of them, and is taken for neither.
 */
export function isOnePersonAt(names: readonly string[], one: string, other: string): boolean {
  if (!maySamePerson(one, other)) return false;
  const several = names.some((name) => names.some((another) => !maySamePerson(name, another)));
  return !several || ![one, other].some(isVague);
}

function isVague(name: string): boolean {
  return (words(name)[0]?.length ?? 0) < 2;
}

function words(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}
