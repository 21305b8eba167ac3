import {
  ApiProperty,
  ApiPropertyOptional,
  IntersectionType,
  OmitType,
  PartialType,
} from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { LineOfText, MaybeLineOfText } from '../http/line-of-text.js';
import { MayBeAbsent } from '../http/may-be-absent.js';
import { PageQuery } from '../http/page.js';
import { ReasonDto } from '../http/reason.js';
import { TRADE_YUAN, TradeYuan } from '../http/trade-yuan.js';
import { WholeNumber } from '../http/whole-number.js';

/** Far from what the column holds: pieces that orders give back always fit. */
export const MAX_STOCK = 1_000_000_000;

/** The query of the catalogue's list. */
export class SkuListQuery extends PartialType(PageQuery) {
  @ApiPropertyOptional({ example: 'true', description: 'What is not for sale too (operators)' })
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  all?: string;
}

/** A name and a value, each 1 to 50 characters. */
export class SaleAttributeDto {
  @ApiProperty({ example: '颜色' })
  @LineOfText(50)
  name!: string;

  @ApiProperty({ example: '红色' })
  @LineOfText(50)
  value!: string;
}

/** A new SKU. */
export class SkuDto {
  @ApiProperty({ example: '安踏A红色' })
  @LineOfText(200)
  name!: string;

  @ApiProperty({ example: '199.00', description: TRADE_YUAN })
  @TradeYuan()
  price!: string;

  @ApiProperty({ example: 100, nullable: true, description: 'Null: without limit' })
  @ValidateIf((sku: SkuDto) => sku.stock !== null)
  @WholeNumber(0, MAX_STOCK)
  stock!: number | null;

  @ApiPropertyOptional({ example: '/pictures/red-shoe.jpg' })
  @MayBeAbsent()
  @MaybeLineOfText(500)
  picture?: string;

  @ApiPropertyOptional({ type: [SaleAttributeDto] })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => SaleAttributeDto)
  attributes?: SaleAttributeDto[];

  @ApiProperty({ example: true, description: 'False for a course or another virtual thing' })
  @IsBoolean()
  requiresShipping!: boolean;

  @ApiPropertyOptional({ example: true })
  @MayBeAbsent()
  @IsBoolean()
  active?: boolean;
}

/** Members of a SKU that are to change, and why; stock changes by restocking. */
export class SkuChangeDto extends IntersectionType(
  PartialType(OmitType(SkuDto, ['stock'] as const), { skipNullProperties: false }),
  ReasonDto,
) {}

/** What of a SKU is to change. */
export type SkuMembers = Omit<SkuChangeDto, 'reason'>;

/** Pieces that came in. */
export class RestockDto {
  @ApiProperty({ example: 50 })
  @WholeNumber(1, 1_000_000)
  count!: number;
}
