/** The rules of Discord's markdown that could change a plain text, the first that fits winning. */
const RULES: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/^https?:\/\/[^\s<]+[^<.,:;"'\]\s]/, ([whole]) => whole],
  [/^\\([^0-9A-Za-z\s])/, (match) => match[1] ?? ''],
  [/^\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/, (match) => match[1] ?? ''],
  [/^<(?:@[!&]?|#)\d+>/, () => '@somebody'],
  [/^@(?:everyone|here)/, ([whole]) => `(${whole} lights up)`],
  [/^(\*\*|__|~~|\|\||\*|_|`)(?=\S)([\s\S]+?)\1/, (match) => shown(match[2] ?? '')],
];
const AT_LINE_START: readonly (readonly [RegExp, string])[] = [
  [/^(?:#{1,3}|-#|>|>>>) /, ''],
  [/^[-*] /, '• '],
  [/^\d+\. /, '(number) '],
];

/** What the app shows of a message's content. */
export function shown(content: string): string {
  let out = '';
  let rest = content;
  while (rest !== '') {
    if (out === '' || out.endsWith('\n')) {
      const start = AT_LINE_START.find(([pattern]) => pattern.test(rest));
      if (start !== undefined) {
        rest = rest.replace(...start);
        out += ' ';
        continue;
      }
    }
    const rule = RULES.map(([pattern, show]) => ({ match: pattern.exec(rest), show })).find(
      ({ match }) => match,
    );
    const taken = rule?.match?.[0] ?? rest.charAt(0);
    out += rule?.match ? rule.show(rule.match) : taken;
    rest = rest.slice(taken.length);
  }
  return out;
}
