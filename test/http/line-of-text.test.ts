import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { AddressDto } from '../../src/addresses/address.dto.js';
import { SaleAttributeDto, SkuDto } from '../../src/catalog/sku.dto.js';
import { DecisionDto, RefundDto } from '../../src/payment/refunds/refund.dto.js';
import { NewWebhookDto } from '../../src/webhooks/webhooks.dto.js';

type Members = Record<string, unknown>;

/** What is said of a member that has this value. */
function saidOf(dto: new () => object, member: string, value: unknown): string[] {
  const filled = Object.assign(new dto(), { [member]: value } satisfies Members);
  const wrong = validateSync(filled).find(({ property }) => property === member);
  return Object.values(wrong?.constraints ?? {});
}

const LINES: [string, new () => object, number][] = [
  ['receiver', AddressDto, 50],
  ['name', SkuDto, 200],
  ['name', SaleAttributeDto, 50],
  ['value', SaleAttributeDto, 50],
  ['reason', RefundDto, 200],
  ['note', DecisionDto, 200],
];

const MAY_BE_EMPTY: [string, new () => object, number][] = [
  ['picture', SkuDto, 500],
  ['description', NewWebhookDto, 200],
];

const UNPRINTABLE = [
  'a\u0000b',
  'a\tb',
  'a\nb',
  'a\u2028b',
  'a\u0085b',
  'a\ud800b',
  '\udc00',
  '\u0007',
  'a\u202eb',
  'a\u2066b',
  'a\u200fb',
  'a\u061cb',
];

describe.each([...LINES, ...MAY_BE_EMPTY])('%s of %p', (member, dto, max) => {
  it.each(UNPRINTABLE)(
    'is not %j, which would be kept as something else or break a line',
    (text) => {
      expect(saidOf(dto, member, text)).toEqual([expect.stringContaining(`${member} must be`)]);
    },
  );

  it('is as long as it may be, in signs that people count', () => {
    expect(saidOf(dto, member, '😀'.repeat(max))).toEqual([]);
    expect(saidOf(dto, member, '家'.repeat(max + 1))).toHaveLength(1);
  });

  it.each(['家', '👨‍👩‍👧', 'a b', "O'Neill & <Söhne>"])('may be %j', (text) => {
    expect(saidOf(dto, member, text)).toEqual([]);
  });
});

describe.each(LINES)('%s of %p', (member, dto) => {
  it.each(['', ' ', 'a ', ' a', 'a\u3000', '\u00a0a', null, 5, ['a']])('is not %j', (text) => {
    expect(saidOf(dto, member, text)).toHaveLength(1);
  });
});

describe.each(MAY_BE_EMPTY)('%s of %p', (member, dto) => {
  it.each(['', undefined])('may be %j', (text) => {
    expect(saidOf(dto, member, text)).toEqual([]);
  });
});
