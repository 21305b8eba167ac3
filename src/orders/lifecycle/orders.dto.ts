import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsOptional, Matches, ValidateIf, ValidateNested } from 'class-validator';
import { LineOfText, MaybeLineOfText } from '../../http/line-of-text.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { says } from '../../http/field-words.js';
import { PageQuery } from '../../http/page.js';
import { RowId, WholeNumber } from '../../http/whole-number.js';
import { ORDER_STATES } from '../model/order-states.js';

const MAX_PIECES = 99_999;

const STATE = `(${ORDER_STATES.join('|')})`;
const STATE_WORDS = {
  en: `state must be of ${ORDER_STATES.join(', ')}`,
  zh: `state 须为 ${ORDER_STATES.join('、')} 之中的值`,
};
const STATES = new RegExp(`^${STATE}(,${STATE}){0,${ORDER_STATES.length - 1}}$`);

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

/** Which orders are to be listed. */
export class OrderListQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'TO_SHIP,SHIPPED', description: 'One state, or more by commas' })
  @IsOptional()
  @Matches(STATES, says(STATE_WORDS))
  state?: string;

  @ApiPropertyOptional({
    example: '3f9c2a7e51d84b06a1c7e8f2d4b59063',
    description: "For operators: only this user's orders",
  })
  @IsOptional()
  @Matches(
    /^[\w-]{16,36}$/,
    says({ en: 'userId must be the id of a user', zh: 'userId 须为用户的 id' }),
  )
  userId?: string;
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
