import {
  ApiExtraModels,
  ApiProperty,
  type ApiPropertyOptions,
  ApiSchema,
  getSchemaPath,
} from '@nestjs/swagger';

/**
 * Decorators of the members of answers. Each tells the OpenAPI document what a member is, and the compiler refuses it on
 * a member of another type: the class of an answer is its type and its schema at once.
 */
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Decorates members whose type is `Type`, no wider and no narrower. */
type MemberOf<Type> = <Owner extends object, Name extends keyof Owner & string>(
  owner: Owner,
  name: Same<Owner[Name], Type> extends true ? Name : never,
) => void;

interface MemberOptions {
  readonly description?: string;
  /** The member is there, and may be null. */
  readonly nullable?: true;
  /** The member may be absent. */
  readonly optional?: true;
}

type MaybeOf<Type, Options> =
  | Type
  | (Options extends { readonly nullable: true } ? null : never)
  | (Options extends { readonly optional: true } ? undefined : never);

type Constructor<Type> = abstract new () => Type;

function member<Type>(
  { description, nullable, optional }: MemberOptions,
  told: ApiPropertyOptions,
): MemberOf<Type> {
  const decorate = ApiProperty({
    ...told,
    ...(description === undefined ? {} : { description }),
    ...(nullable === true ? { nullable } : {}),
    required: optional !== true,
  } as ApiPropertyOptions);
  return (owner, name) => decorate(owner, name);
}

/** A text. `pattern` says which ones. */
export function ApiText<const Options extends MemberOptions & { readonly pattern?: string }>(
  options?: Options,
): MemberOf<MaybeOf<string, Options>> {
  const { pattern } = options ?? {};
  return member(options ?? {}, { type: 'string', ...(pattern === undefined ? {} : { pattern }) });
}

/** Texts. */
export function ApiTexts<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<readonly string[], Options>> {
  return member(options ?? {}, { type: 'string', isArray: true });
}

/** Money: yuan with two digits behind the point. */
export function ApiYuan<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<string, Options>> {
  return member(options ?? {}, { type: 'string', pattern: String.raw`^-?\d+\.\d{2}$` });
}

/** An instant, as RFC 3339 writes it, with +08:00. */
export function ApiInstant<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<string, Options>> {
  return member(options ?? {}, { type: 'string', format: 'date-time' });
}

/** A whole number. */
export function ApiInteger<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<number, Options>> {
  return member(options ?? {}, { type: 'integer' });
}

/** True or false. */
export function ApiFlag<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<boolean, Options>> {
  return member(options ?? {}, { type: 'boolean' });
}

/** One of `values`; `name` is what the document calls all of them. */
export function ApiOneOf<const Value extends string, const Options extends MemberOptions>(
  name: string,
  values: readonly Value[],
  options?: Options,
): MemberOf<MaybeOf<Value, Options>> {
  return member(options ?? {}, { enum: [...values], enumName: name });
}

/** Some of `values`; `name` is what the document calls all of them. */
export function ApiSomeOf<const Value extends string, const Options extends MemberOptions>(
  name: string,
  values: readonly Value[],
  options?: Options,
): MemberOf<MaybeOf<readonly Value[], Options>> {
  return member(options ?? {}, { enum: [...values], enumName: name, isArray: true });
}

/** Members of no fixed form. */
export function ApiFacts<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<Readonly<Record<string, unknown>>, Options>> {
  return member(options ?? {}, { type: 'object', additionalProperties: true });
}

/** A day, as 2026-11-20. */
export function ApiDay<const Options extends MemberOptions>(
  options?: Options,
): MemberOf<MaybeOf<string, Options>> {
  return member(options ?? {}, { type: 'string', format: 'date' });
}

/** Another answer as a member of this one. */
export function ApiPart<Part, const Options extends MemberOptions>(
  part: () => Constructor<Part>,
  options?: Options,
): MemberOf<MaybeOf<Part, Options>> {
  return member(options ?? {}, { type: () => part() });
}

/** A list of other answers as a member of this one. */
export function ApiParts<Part, const Options extends MemberOptions>(
  part: () => Constructor<Part>,
  options?: Options,
): MemberOf<MaybeOf<readonly Part[], Options>> {
  return member(options ?? {}, { type: () => part(), isArray: true });
}

/** The class of a part of a list, for the document: `items` are of the class `item`. */
export function pageOfClass<Item>(name: string, item: Constructor<Item>) {
  @ApiSchema({ name })
  class ListPart {
    @ApiParts(() => item)
    readonly items!: readonly Item[];

    @ApiText({ nullable: true, description: 'Where the next part starts; null: it was the last' })
    readonly nextCursor!: string | null;
  }
  return ListPart;
}

/** The class of what is one of several answers, for the document: the member `discriminator` says which one it is. */
export function unionClass<const Kinds extends Readonly<Record<string, Constructor<object>>>>(
  name: string,
  discriminator: string,
  kinds: Kinds,
): Constructor<InstanceType<Kinds[keyof Kinds]>> {
  const mapping = Object.fromEntries(
    Object.entries(kinds).map(([value, kind]) => [value, getSchemaPath(kind)]),
  );
  const oneOf = [...new Set(Object.values(mapping))].map(($ref) => ({ $ref }));
  const told = { oneOf, discriminator: { propertyName: discriminator, mapping } };
  // The decorator is typed for less than it takes: what it is given stands in the schema as it is.
  const instead = { type: undefined, properties: undefined, ...told };
  @ApiSchema({ name, ...instead })
  @ApiExtraModels(...Object.values(kinds))
  abstract class Union {}
  return Union as Constructor<InstanceType<Kinds[keyof Kinds]>>;
}
