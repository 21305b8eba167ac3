const BESIDES = Symbol('what members of an example may be besides');

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/;

/** What JSON is like, as OpenAPI 3.1 writes it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly required?: string[];
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
}

type Members = Readonly<Record<string, unknown>> & {
  readonly [BESIDES]?: readonly Members[];
};

/**
 * An example, with what else its members may be: null, or what they are when they are not null; undefined, when they may
 * be absent. A copy of its members keeps this: a list that is empty in the copy is named besides as well. Pure.
 */
export function varied<Example extends object>(
  example: Example,
  ...besides: readonly Partial<Record<keyof Example, unknown>>[]
): Example {
  return { ...example, [BESIDES]: besides };
}

/** The example of a part of a list. Pure. */
export function pageOf<Item>(item: Item): { items: Item[]; nextCursor: string | null } {
  return varied({ items: [item], nextCursor: 'MTI4' }, { nextCursor: null });
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemaOfMembers(examples: readonly Members[]): Schema {
  const all = [...examples, ...examples.flatMap((example) => example[BESIDES] ?? [])];
  const names = [...new Set(all.flatMap((example) => Object.keys(example)))];
  const properties = Object.fromEntries(
    names.map((name) => [
      name,
      schemaOf(all.map((example) => example[name]).filter((value) => value !== undefined)),
    ]),
  );
  const mayBeAbsent = (name: string): boolean =>
    examples.some((example) => example[name] === undefined) ||
    all.some((example) => name in example && example[name] === undefined);
  const required = names.filter((name) => !mayBeAbsent(name));
  return { type: 'object', ...(required.length > 0 ? { required } : {}), properties };
}

function schemaOfTexts(texts: readonly string[]): Schema {
  return {
    type: 'string',
    ...(texts.every((text) => INSTANT.test(text)) ? { format: 'date-time' } : {}),
  };
}

/** The form of JSON that all of these are examples of, for OpenAPI 3.1; empty when they do not tell. Pure. */
export function schemaOf(examples: readonly unknown[]): Schema {
  const given = examples.filter((example) => example !== null);
  const schema = schemaOfGiven(given);
  if (given.length === examples.length || typeof schema.type !== 'string') return schema;
  return { ...schema, type: [schema.type, 'null'] };
}

function schemaOfGiven(given: readonly unknown[]): Schema {
  const [first] = given;
  if (isMembers(first)) return schemaOfMembers(given.filter(isMembers));
  if (Array.isArray(first)) return { type: 'array', items: schemaOf(given.flat()) };
  if (typeof first === 'string') return schemaOfTexts(given.map(String));
  if (typeof first === 'boolean') return { type: 'boolean' };
  if (typeof first !== 'number') return {};
  return { type: given.every(Number.isInteger) ? 'integer' : 'number' };
}
