export type Json = Readonly<Record<string, unknown>>;

/** A call that the Discord API refuses. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly body: Json;

  constructor(status: number, code: number, message: string, more: Json = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.body = { message, code, ...more };
  }
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A body whose fields are wrong: 400 with code 50035 and a tree of errors. */
export function invalidForm(field: string, code: string, message: string): ApiRefusal {
  return new ApiRefusal(400, 50_035, 'Invalid Form Body', {
    errors: { [field]: { _errors: [{ code, message }] } },
  });
}
