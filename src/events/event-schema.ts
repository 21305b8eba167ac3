/** What JSON is like, as OpenAPI 3.0 writes it. */
export interface JsonSchema {
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly description?: string;
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly (string | null)[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
}

/** What a member of an event's data may be: for readers as a schema, for the compiler as a type. */
export interface Kind<Value> {
  readonly schema: JsonSchema;
  readonly isOptional: boolean;
  /** Never there: it carries the type alone. */
  readonly value?: Value;
}

type Members = Readonly<Record<string, Kind<unknown>>>;

type ValueOf<K> = K extends Kind<infer Value> ? Value : never;

type RequiredNames<M extends Members> = {
  [Name in keyof M]: M[Name]['isOptional'] extends true ? never : Name;
}[keyof M];

/** The data that members describe. */
export type DataOf<M extends Members> = {
  readonly [Name in RequiredNames<M>]: ValueOf<M[Name]>;
} & {
  readonly [Name in Exclude<keyof M, RequiredNames<M>>]?: ValueOf<M[Name]>;
};

interface Required<Value> extends Kind<Value> {
  readonly isOptional: false;
}

interface Optional<Value> extends Kind<Value> {
  readonly isOptional: true;
}

function kind<Value>(schema: JsonSchema): Required<Value> {
  return { schema, isOptional: false };
}

export const text = kind<string>({ type: 'string' });
export const yuan = kind<string>({ type: 'string', description: 'a sum in yuan, as "209.00"' });
/** As {@link yuan}, and below nothing as well. */
export const signedYuan = kind<string>({
  type: 'string',
  description: 'a sum in yuan, as "-1.25"',
});
export const time = kind<string>({ type: 'string', format: 'date-time' });
export const count = kind<number>({ type: 'integer' });
export const flag = kind<boolean>({ type: 'boolean' });

/** One of some words. */
export function oneOf<const Words extends readonly string[]>(
  ...words: Words
): Required<Words[number]> {
  return kind({ type: 'string', enum: words });
}

/** Also null. */
export function nullable<Value>({ schema }: Required<Value>): Required<Value | null> {
  // OpenAPI 3.0: an enumeration has to name null as well.
  const words = schema.enum === undefined ? {} : { enum: [...schema.enum, null] };
  return kind({ ...schema, ...words, nullable: true });
}

/** It may be absent. */
export function optional<Value>({ schema }: Required<Value>): Optional<Value> {
  return { schema, isOptional: true };
}

/** A list of objects with these members. */
export function listOf<M extends Members>(members: M): Required<readonly DataOf<M>[]> {
  return kind({ type: 'array', items: schemaOfMembers(members) });
}

/** The schema of an object with these members. Pure. */
export function schemaOfMembers(members: Members): JsonSchema {
  const all = Object.entries(members);
  return {
    type: 'object',
    required: all.filter(([, { isOptional }]) => !isOptional).map(([name]) => name),
    properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
  };
}
