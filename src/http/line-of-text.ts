import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from './field-words.js';

/**
 * No control characters, no line breaks in any words, no halves of characters, which UTF-8 cannot keep, and none that
 * turn the direction of writing: they let a text read otherwise than it is.
 */
const PRINTABLE = String.raw`[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]`;

/** A text of 1 to `max` characters on one line, without blanks at its ends: it is printed on parcels and receipts. */
export function LineOfText(max: number): PropertyDecorator {
  const form = new RegExp(String.raw`^(?=${PRINTABLE}{1,${max}}$)\S(.*\S)?$`, 'u');
  const words = {
    en: `$property must be 1 to ${max} printable characters on one line, without blanks at its ends`,
    zh: `$property 须为一行 1 至 ${max} 个可打印字符，首尾不得有空格`,
  };
  return applyDecorators(Matches(form, says(words)), ApiProperty({ minLength: 1, maxLength: max }));
}

/** A text of at most `max` characters on one line, that may be empty. */
export function MaybeLineOfText(max: number): PropertyDecorator {
  const words = {
    en: `$property must be at most ${max} printable characters on one line`,
    zh: `$property 最多为一行 ${max} 个可打印字符`,
  };
  const form = new RegExp(`^${PRINTABLE}{0,${max}}$`, 'u');
  return applyDecorators(Matches(form, says(words)), ApiProperty({ maxLength: max }));
}
