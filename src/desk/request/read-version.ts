import type { Form } from '../frame/read-form.ts';

/** The card's version from the form. What is no number matches no card, and is told as an outdated one. */
export function readVersion(form: Form): number {
  const text = form.text('version');
  return /^\d{1,9}$/.test(text) ? Number(text) : -1;
}
