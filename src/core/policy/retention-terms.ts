// The table stands in the kernel because the page that shows it and the purge that follows it share it.
export type { RetentionClass, RetentionTerm } from '../kernel/retention-terms.ts';
export { RETENTION_TERMS, retentionTerm } from '../kernel/retention-terms.ts';
