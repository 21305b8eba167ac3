import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { plusMs } from '../kernel/clock.js';
import { instantIn } from '../kernel/instants.js';
import { type Fen, isYuan, yuanToFen } from '../kernel/money.js';
import { says } from './field-words.js';
import { invalidInput } from './refusal.js';
import { startOfChinaDay } from '../kernel/shanghai-time.js';

/** What a list or an export refuses, for the OpenAPI document. */
export const INVALID_FILTER = invalidInput(
  'createdFrom',
  'createdFrom must be a day in China as 2026-11-21, or an instant as 2026-11-21T12:00:00+08:00',
);

const MOMENT_WORDS = {
  en: '$property must be a day in China as 2026-11-21, or an instant as 2026-11-21T12:00:00+08:00',
  zh: '$property 须为北京时间的日期（如 2026-11-21）或时刻（如 2026-11-21T12:00:00+08:00）',
};
const YUAN_WORDS = {
  en: '$property must be a sum in yuan with at most two decimals',
  zh: '$property 须为金额（元），至多两位小数',
};
const TEXT_WORDS = {
  en: '$property must be 2 to 64 characters, without blanks at its ends',
  zh: '$property 须为 2 至 64 个字符，首尾不得有空白',
};
const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** A plus sign that was not escaped arrives as a blank. */
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)(Z|[+ -]\d{2}:\d{2})$/;

/** A span of time: `from` belongs to it, `to` does not; null is open. */
export interface Period {
  readonly from: Date | null;
  readonly to: Date | null;
}

/** Sums, both ends included; null is open. */
export interface AmountRange {
  readonly from: Fen | null;
  readonly to: Fen | null;
}

/** One of `values`, or more by commas, in a list's query. */
export function ListOf(values: readonly string[], description: string): PropertyDecorator {
  const one = `(${values.join('|')})`;
  const form = new RegExp(`^${one}(,${one}){0,${values.length - 1}}$`);
  return applyDecorators(
    ApiPropertyOptional({
      description: `${description}: one, or more by commas`,
      example: values.slice(0, 2).join(','),
    }),
    IsOptional(),
    Matches(
      form,
      says({
        en: `$property must be of ${values.join(', ')}`,
        zh: `$property 须为 ${values.join('、')} 之中的值`,
      }),
    ),
  );
}

/** The beginning or the end of a period in a list's query; what a day means, {@link periodOf} says. */
export function Moment(description: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value === 'string' && instantOf(value) !== null,
  };
  return applyDecorators(
    ApiPropertyOptional({
      description: `${description}: a day in China, or an instant (RFC 3339)`,
      example: '2026-11-21',
    }),
    IsOptional(),
    ValidateBy({ name: 'moment', validator }, says(MOMENT_WORDS)),
  );
}

/** A sum in yuan in a list's query. */
export function YuanBound(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, example: '209.00' }),
    IsOptional(),
    ValidateBy({ name: 'yuan', validator: { validate: isYuan } }, says(YUAN_WORDS)),
  );
}

/** What people look for by a text in a list's query: 2 to 64 characters without blanks at the ends. */
export function SearchText(description: string, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, example }),
    IsOptional(),
    Matches(/^(?=.{2,64}$)\S(.*\S)?$/u, says(TEXT_WORDS)),
  );
}

/** The period from a moment to another one: a day as its beginning is the day's first instant, as its end its last. Pure. */
export function periodOf(from: string | undefined, to: string | undefined): Period {
  return { from: from === undefined ? null : instantOf(from), to: endOf(to) };
}

/** Whether a period says anything. Pure. */
export function isOpen({ from, to }: Period): boolean {
  return from === null && to === null;
}

/** The sums from one to another one. Pure. */
export function amountRange(from: string | undefined, to: string | undefined): AmountRange {
  return { from: sumOf(from), to: sumOf(to) };
}

function sumOf(yuan: string | undefined): Fen | null {
  return yuan === undefined ? null : yuanToFen(yuan);
}

function endOf(text: string | undefined): Date | null {
  const at = text === undefined ? null : instantOf(text);
  if (at === null || text === undefined) return null;
  return DAY.test(text) ? plusMs(at, DAY_MS) : at;
}

/** The instant of a text, of a day its first one; null when it is none. */
function instantOf(text: string): Date | null {
  if (DAY.test(text)) return startOfChinaDay(text);
  const parts = INSTANT.exec(text);
  return parts === null ? null : instantIn(`${parts[1]}${parts[2]?.replace(' ', '+')}`);
}
