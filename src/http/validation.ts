import { type ArgumentMetadata, type PipeTransform, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../kernel/problem.js';
import { unknownMember, wordsOf } from './field-words.js';

const MAX_ERRORS_SHOWN = 50;

/** No request here needs more; what comes after walks bodies by recursion. */
const MAX_DEPTH = 16;
const TOO_DEEP = {
  en: `nested deeper than ${MAX_DEPTH} levels`,
  zh: `嵌套超过 ${MAX_DEPTH} 层`,
};

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const isIndex = /^\d+$/.test(error.property);
    const step = isIndex ? `[${error.property}]` : error.property;
    const path = parent === '' || isIndex ? parent + step : `${parent}.${step}`;
    const own = wordsOf(error).map((message) => ({ path, message }));
    return [...own, ...fieldErrors(error.children ?? [], path)];
  });
}

/** The refusal of a body or query whose members are wrong. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  return new Problem('invalid-request', {}, { errors: errors.slice(0, MAX_ERRORS_SHOWN) });
}

/** The members of the lists and objects of a level. */
function inside(level: readonly unknown[]): unknown[] {
  return level.flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.values(one) : [],
  );
}

/** Whether lists and objects stand in each other deeper than `max`. Goes level by level, so no depth can exhaust it. Pure. */
export function isDeeperThan(max: number, value: unknown): boolean {
  let level = inside([value]);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= max) return true;
    level = inside(level);
  }
  return false;
}

/** A member that is named like one that every object has, which the validator takes for a known one; or null. Pure. */
function inheritedName(value: unknown): string | null {
  for (let level = [value]; level.length > 0; level = inside(level)) {
    const names = level.flatMap((one) => Object.keys(Object(one) as object));
    const found = names.find((name) => name in Object.prototype);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Checks bodies and queries against their DTO class. Nothing is converted: `"2"` is not a number, and a member that the
 * class does not know is refused, so that a client cannot name a price. A body that is absent or `null` counts as `{}`.
 */
class RequestValidation implements PipeTransform {
  private readonly pipe = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(fieldErrors(errors)),
  });

  async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return this.pipe.transform(value, metadata);
    if (isDeeperThan(MAX_DEPTH, value)) {
      throw invalidRequest([{ path: '', message: TOO_DEEP }]);
    }
    const name = metadata.metatype === Object ? null : inheritedName(value);
    if (name !== null) {
      throw invalidRequest([{ path: name, message: unknownMember(name) }]);
    }
    return this.pipe.transform(value ?? {}, metadata);
  }
}

/** The pipe that every route's body and query goes through. */
export function requestValidation(): PipeTransform {
  return new RequestValidation();
}
