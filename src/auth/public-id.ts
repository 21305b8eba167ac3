const FORM = /^[\w-]{16,36}$/;

/**
 * Whether a text may be the id by which the outside knows a user; the database refuses some that are not. It is none of the
 * decimal numbers that tokens carried once: those a restored database gives out again. Pure.
 */
export function isPublicId(text: unknown): text is string {
  return typeof text === 'string' && FORM.test(text);
}
