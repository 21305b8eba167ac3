import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches, ValidateIf } from 'class-validator';
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
