import { ValidateBy } from 'class-validator';
import { instantIn } from '../kernel/instants.js';
import type { Words } from '../kernel/words.js';
import { says } from './field-words.js';

/** A text of a form (RFC 3339, or a part of it) that tells an instant which the database can hold. */
export function Instant(isOfForm: (text: string) => boolean, words: Words): PropertyDecorator {
  const validate = (value: unknown): boolean =>
    typeof value === 'string' && isOfForm(value) && instantIn(value) !== null;
  return ValidateBy({ name: 'instant', validator: { validate } }, says(words));
}
