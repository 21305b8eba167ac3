import { says } from '../http/field-words.js';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { LineOfText } from '../http/line-of-text.js';

/** A new address. */
export class AddressDto {
  @ApiProperty({ example: '家' })
  @LineOfText(20)
  tag!: string;

  @ApiProperty({ example: '王小明' })
  @LineOfText(50)
  receiver!: string;

  @ApiProperty({ example: '13800000000' })
  @Matches(
    /^\+?\d[\d-]{4,18}$/,
    says({ en: 'mobile must be 5 to 19 digits', zh: 'mobile 须为 5 至 19 位数字' }),
  )
  mobile!: string;

  @ApiProperty({ example: '北京市' })
  @LineOfText(50)
  province!: string;

  @ApiProperty({ example: '北京市' })
  @LineOfText(50)
  city!: string;

  @ApiProperty({ example: '海淀区' })
  @LineOfText(50)
  district!: string;

  @ApiProperty({ example: '中关村大街 1 号' })
  @LineOfText(200)
  detail!: string;
}

/** The members of an address that are to change. */
export class AddressChangeDto extends PartialType(AddressDto, { skipNullProperties: false }) {}
