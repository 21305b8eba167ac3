/** What a page's template may and must name in double braces. */
export interface PagePlaceholders {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** A placeholder: a name in double braces, with or without spaces around it. */
export const PLACEHOLDER = /\{\{ *(\w+) *\}\}/g;

/** Of meiduo's result page, which tells of payments in every state: one that names no state would call each paid. */
export const MEIDUO_PAGE: PagePlaceholders = {
  required: ['title', 'message', 'refresh'],
  optional: ['state', 'order_id', 'trade_id', 'amount', 'orders_url'],
};

/** What is wrong with a template, or null. Pure. */
export function templateFault(
  text: string,
  { required, optional }: PagePlaceholders,
): string | null {
  const named = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  const missing = required.filter((name) => !named.includes(name));
  if (missing.length > 0) return `must be a page in UTF-8 that names ${inBraces(missing)}`;
  const known = [...required, ...optional];
  const isFilled = named.every((name) => known.includes(name));
  const rest = text.replace(PLACEHOLDER, '');
  if (isFilled && !/\{\{|\{%/.test(rest)) return null;
  return `may name ${inBraces(known)}, and nothing else in {{ }} or {% %}`;
}

function inBraces(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names.map((name) => `{{${name}}}`));
}
