import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from '../../http/field-words.js';

/** How the goods are sent. */
export class ParcelDto {
  @ApiProperty({ example: '顺丰速运' })
  @Matches(
    /^(?=.{1,50}$)[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u,
    says({
      en: 'carrier must be 1 to 50 characters on one line, without blanks at its ends',
      zh: 'carrier 须为一行 1 至 50 个字符，首尾不得有空格',
    }),
  )
  carrier!: string;

  @ApiProperty({ example: 'SF1234567890123' })
  @Matches(
    /^[\w-]{1,64}$/,
    says({
      en: 'trackingNumber must be 1 to 64 letters and digits',
      zh: 'trackingNumber 须为 1 至 64 个字母和数字',
    }),
  )
  trackingNumber!: string;
}
