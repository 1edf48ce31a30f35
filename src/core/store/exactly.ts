import type { z } from 'zod';

/** Holds a schema to a type, both ways: a member that only one of them has does not compile. */
export function exactly<Value>() {
  return <Schema extends z.ZodType<Value>>(
    schema: Schema & ([Value] extends [z.output<Schema>] ? unknown : never),
  ): z.ZodType<Value> => schema;
}
