import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, Matches, ValidateIf, ValidateNested } from 'class-validator';
import { LineOfText, MaybeLineOfText } from '../../http/line-of-text.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { says } from '../../http/field-words.js';
import { RowId, WholeNumber } from '../../http/whole-number.js';

const MAX_PIECES = 99_999;

function isBuyNow({ source }: QuoteDto): boolean {
  return source === 'buyNow';
}

/** What is to be bought: the cart's selected lines, or one SKU past the cart. */
export class QuoteDto {
  @ApiProperty({ enum: ['cart', 'buyNow'], example: 'buyNow' })
  @IsIn(['cart', 'buyNow'])
  source!: 'cart' | 'buyNow';

  @ApiPropertyOptional({ example: 4, description: 'With `buyNow`' })
  @ValidateIf(isBuyNow)
  @RowId()
  skuId?: number;

  @ApiPropertyOptional({ example: 1, description: 'With `buyNow`' })
  @ValidateIf(isBuyNow)
  @WholeNumber(1, MAX_PIECES)
  count?: number;
}

/** Where the goods go; absent members stay. */
export class AddressEditDto {
  @ApiPropertyOptional({ example: '家' })
  @MayBeAbsent()
  @LineOfText(20)
  tag?: string;

  @ApiPropertyOptional({ example: '王小明' })
  @MayBeAbsent()
  @LineOfText(50)
  receiver?: string;

  @ApiPropertyOptional({ example: '13800000000' })
  @MayBeAbsent()
  @Matches(
    /^\+?\d[\d-]{4,18}$/,
    says({ en: 'mobile must be 5 to 19 digits', zh: 'mobile 须为 5 至 19 位数字' }),
  )
  mobile?: string;

  @ApiPropertyOptional({ example: '北京市' })
  @MayBeAbsent()
  @LineOfText(50)
  province?: string;

  @ApiPropertyOptional({ example: '北京市' })
  @MayBeAbsent()
  @LineOfText(50)
  city?: string;

  @ApiPropertyOptional({ example: '海淀区' })
  @MayBeAbsent()
  @LineOfText(50)
  district?: string;

  @ApiPropertyOptional({ example: '中关村大街 1 号' })
  @MayBeAbsent()
  @LineOfText(200)
  detail?: string;
}

/** What of an order that did not leave is to be written anew. */
export class OrderEditDto {
  @ApiPropertyOptional({ type: AddressEditDto })
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => AddressEditDto)
  address?: AddressEditDto;

  @ApiPropertyOptional({ example: '请周末送货' })
  @MayBeAbsent()
  @MaybeLineOfText(200)
  remark?: string;
}
