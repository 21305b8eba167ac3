import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  Matches,
  ValidateNested,
} from 'class-validator';
import { says } from '../../http/field-words.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { WholeNumber } from '../../http/whole-number.js';

const MAX_PIECES = 99_999;
const MAX_LINES = 500;

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

/** So many pieces of an order's line. */
export class ShipmentLineDto {
  @ApiProperty({ example: 1, description: "The line's `lineId` in its order" })
  @WholeNumber(1, MAX_LINES)
  lineId!: number;

  @ApiProperty({ example: 1 })
  @WholeNumber(1, MAX_PIECES)
  count!: number;
}

/** A parcel, and what is in it. */
export class ShipmentDto extends ParcelDto {
  @ApiPropertyOptional({ type: [ShipmentLineDto], description: 'All that waits when absent' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ShipmentLineDto)
  lines?: ShipmentLineDto[];
}
