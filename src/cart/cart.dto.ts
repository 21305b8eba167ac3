import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, Matches, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../http/may-be-absent.js';

const MAX_ID = 4_294_967_295;
/** The most that can be configured; the cart's own limit is checked behind it. */
const MAX_COUNT = 99_999;

/** Pieces to add. */
export class CartItemDto {
  @ApiProperty({ example: 4 })
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  skuId!: number;

  @ApiProperty({ example: 2 })
  @IsInt()
  @Min(1)
  @Max(MAX_COUNT)
  count!: number;
}

/** What a line is to be. */
export class CartLineDto {
  @ApiPropertyOptional({ example: 3 })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(MAX_COUNT)
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
