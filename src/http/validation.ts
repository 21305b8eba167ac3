import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { type FieldError, Problem } from '../kernel/problem.js';

const MAX_ERRORS_SHOWN = 50;

function fieldErrors(errors: readonly ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const isIndex = /^\d+$/.test(error.property);
    const step = isIndex ? `[${error.property}]` : error.property;
    const path = parent === '' || isIndex ? parent + step : `${parent}.${step}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...fieldErrors(error.children ?? [], path)];
  });
}

/** The refusal of a body or query whose members are wrong. */
export function invalidRequest(errors: readonly FieldError[]): Problem {
  const detail = 'The request has values that are missing, wrong or unknown.';
  return new Problem('bad-input', 'invalid-request', detail, {
    errors: errors.slice(0, MAX_ERRORS_SHOWN),
  });
}

/**
 * Checks bodies and queries against their DTO class. Nothing is converted: `"2"` is not a number, and a member that the
 * class does not know is refused, so that a client cannot name a price.
 */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(fieldErrors(errors)),
  });
}
