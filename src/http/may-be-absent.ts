import { ValidateIf } from 'class-validator';

/** A member may be absent, but not null: `IsOptional` would let null through to code that does not expect it. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_: object, value: unknown) => value !== undefined);
}
