import { ApiProperty } from '@nestjs/swagger';
import { Length } from 'class-validator';
import { says } from '../http/field-words.js';

/** Alipay's longest messages name every voucher; what a framework printed of one is some times as long. */
const MOST_CHARACTERS = 16_384;

/** Something of Alipay's that somebody has at hand. */
export class PastedDto {
  @ApiProperty({
    example: 'out_trade_no=2026112100001&total_amount=209.00&sign=…',
    minLength: 1,
    maxLength: MOST_CHARACTERS,
    description:
      "A notify's raw body, a return address, an answer of the gateway, or what a log, curl or a framework made of one",
  })
  @Length(
    1,
    MOST_CHARACTERS,
    says({
      en: `text must be 1 to ${MOST_CHARACTERS} characters`,
      zh: `text 须为 1 至 ${MOST_CHARACTERS} 个字符`,
    }),
  )
  text!: string;
}
