import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { MaybeLineOfText } from '../../http/line-of-text.js';
import { PageQuery } from '../../http/page.js';
import { RowId, WholeNumber } from '../../http/whole-number.js';
import { ORDER_STATES } from '../model/order-states.js';

const MAX_PIECES = 99_999;
/** A quote of 500 lines is shorter. */
const MAX_TOKEN_LENGTH = 32_768;

const STATE = `(${ORDER_STATES.join('|')})`;
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

/** The order of a quote. */
export class CreateOrderDto {
  @ApiProperty({ example: 'kz3y…', description: 'From the quote; it makes one order' })
  @IsString()
  @MaxLength(MAX_TOKEN_LENGTH)
  @Matches(/^[\w-]+$/, { message: 'quoteToken must be one that this server gave' })
  quoteToken!: string;

  @ApiPropertyOptional({ example: 7, description: 'Needed when something is shipped' })
  @IsOptional()
  @RowId()
  addressId?: number;

  @ApiPropertyOptional({ example: '请周末送货', description: 'At most 200 characters' })
  @IsOptional()
  @MaybeLineOfText(200)
  remark?: string;
}

/** Which orders are to be listed. */
export class OrderListQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'TO_SHIP,SHIPPED', description: 'One state, or more by commas' })
  @IsOptional()
  @Matches(STATES, { message: `state must be of ${ORDER_STATES.join(', ')}` })
  state?: string;

  @ApiPropertyOptional({
    example: '3f9c2a7e51d84b06a1c7e8f2d4b59063',
    description: "For operators: only this user's orders",
  })
  @IsOptional()
  @Matches(/^[\w-]{16,36}$/, { message: 'userId must be the id of a user' })
  userId?: string;
}
