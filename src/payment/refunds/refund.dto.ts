import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { LineOfText } from '../../http/line-of-text.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { TRADE_YUAN, TradeYuan } from '../../http/trade-yuan.js';
import { RowId } from '../../http/whole-number.js';

/** More lines than an order may ever have. */
const MOST_LINES = 1_000;

/** Pieces of a line that are to be refunded. */
export class RefundLineDto {
  @ApiProperty({ example: 1, description: 'The `lineId` of the order' })
  @RowId()
  lineId!: number;

  @ApiProperty({ example: 1 })
  @RowId()
  count!: number;

  @ApiPropertyOptional({
    example: true,
    description:
      'Whether the pieces go into the stock when the money is back (operators). Absent: those do that never left the shop. ' +
      'Pieces that were shipped cannot, before they came back',
  })
  @MayBeAbsent()
  @IsBoolean()
  restock?: boolean;
}

/** What is refunded, in one of three ways: `lines` with or without `freight`, `everything`, or an `amount`; and why. */
export class RefundDto {
  @ApiPropertyOptional({
    type: [RefundLineDto],
    description: 'These pieces, for what was paid for them; empty for freight alone',
  })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MOST_LINES)
  @ArrayUnique((line: Partial<RefundLineDto> | null) => line?.lineId)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => RefundLineDto)
  lines?: RefundLineDto[];

  @ApiPropertyOptional({ example: '10.00', description: `Beside \`lines\`: ${TRADE_YUAN}` })
  @MayBeAbsent()
  @TradeYuan()
  freight?: string;

  @ApiPropertyOptional({
    example: true,
    description:
      'All pieces, freight and money that are left; pieces that never left the shop go into the stock',
  })
  @MayBeAbsent()
  @IsBoolean()
  everything?: boolean;

  @ApiPropertyOptional({
    example: '5.00',
    description: `A free sum that is bound to no piece: the goods stay sold and are shipped. ${TRADE_YUAN}`,
  })
  @MayBeAbsent()
  @TradeYuan()
  amount?: string;

  @ApiProperty({ example: '商品有瑕疵' })
  @LineOfText(200)
  reason!: string;

  @ApiPropertyOptional({
    example: false,
    deprecated: true,
    description: 'Says nothing any more, and `true` is refused: each of `lines` has its own',
  })
  @MayBeAbsent()
  @IsBoolean()
  restock?: boolean;

  @ApiPropertyOptional({
    example: false,
    description: "Refund although a customer's request that waits then fits no more, and close it",
  })
  @MayBeAbsent()
  @IsBoolean()
  closeRequests?: boolean;
}

/** Why it was decided so. */
export class DecisionDto {
  @ApiProperty({ example: '已与顾客电话确认' })
  @LineOfText(200)
  note!: string;
}
