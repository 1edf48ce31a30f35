/** What node:util's inspect asks; by name, because the kernel imports nothing. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** A personal value that shows itself nowhere unless revealed on purpose: not in logs, errors or JSON. */
export class Redacted<Value> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  reveal(): Value {
    return this.#value;
  }

  toString(): string {
    return '[redacted]';
  }

  toJSON(): string {
    return '[redacted]';
  }

  [INSPECT](): string {
    return '[redacted]';
  }
}

/** `s…@example.nl`: enough for the owner of the address to recognise it, too little for anybody else. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${address.charAt(0)}…${address.slice(at)}`;
}
