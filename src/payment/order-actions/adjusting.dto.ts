import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from '../../http/field-words.js';
import { LineOfText } from '../../http/line-of-text.js';

/** What an unpaid order is to cost less, and why. */
export class AdjustmentDto {
  @ApiProperty({
    example: '9.00',
    description:
      'Off goods and freight, in yuan; it takes the place of an earlier one, and 0.00 takes that back',
  })
  @Matches(
    /^(0|[1-9]\d{0,8})(\.\d{1,2})?$/,
    says({
      en: 'discount must be a sum in yuan with at most two decimals, as text',
      zh: 'discount 须为以元为单位的金额文本，最多两位小数',
    }),
  )
  discount!: string;

  @ApiProperty({ example: '老顾客优惠' })
  @LineOfText(200)
  reason!: string;
}
