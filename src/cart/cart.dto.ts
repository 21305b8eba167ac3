import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, Matches } from 'class-validator';
import { MayBeAbsent } from '../http/may-be-absent.js';
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
  @ApiProperty({ example: '0f8e4d1c2b3a495867768594a3b2c1d0' })
  @Matches(/^[0-9a-f]{32}$/, { message: 'cartToken must be one that this server gave' })
  cartToken!: string;
}
