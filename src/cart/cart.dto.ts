import { givenHere, says } from '../http/field-words.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, Matches } from 'class-validator';
import { MayBeAbsent } from '../http/may-be-absent.js';
import { GUEST_TOKEN, GUEST_TOKEN_EXAMPLE } from './guest-token.js';
import { RowId, WholeNumber } from '../http/whole-number.js';

/** The most that can be configured; the cart's own limit is checked behind it. */
const MAX_COUNT = 99_999;

/** Pieces to add. */
export class CartItemDto {
  @ApiProperty({ example: 4 })
  @RowId()
  skuId!: number;

  @ApiProperty({ example: 2 })
  @WholeNumber(1, MAX_COUNT)
  count!: number;
}

/** What a line is to be. */
export class CartLineDto {
  @ApiPropertyOptional({ example: 3 })
  @MayBeAbsent()
  @WholeNumber(1, MAX_COUNT)
  count?: number;

  @ApiPropertyOptional({ example: true })
  @MayBeAbsent()
  @IsBoolean()
  selected?: boolean;
}

/** Whether every line is selected. */
export class CartSelectionDto {
  @ApiProperty({ example: true })
  @IsBoolean()
  selected!: boolean;
}

/** The guest's cart that is to be taken over. */
export class CartMergeDto {
  @ApiProperty({ example: GUEST_TOKEN_EXAMPLE })
  @Matches(GUEST_TOKEN, says(givenHere('cartToken')))
  cartToken!: string;
}
