import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';
import { LineOfText } from '../../http/line-of-text.js';
import { TRADE_YUAN, TradeYuan } from '../../http/trade-yuan.js';

/** How much goes back, and why. */
export class RefundDto {
  @ApiProperty({ example: '10.00', description: TRADE_YUAN })
  @TradeYuan()
  amount!: string;

  @ApiProperty({ example: '商品有瑕疵' })
  @LineOfText(200)
  reason!: string;

  @ApiPropertyOptional({
    example: false,
    description:
      "Put all the order's pieces back into the stock when the money is back (operators): only with a refund of all " +
      'that is left of an order that was not shipped',
  })
  @IsOptional()
  @IsBoolean()
  restock?: boolean;

  @ApiPropertyOptional({
    example: false,
    description: "Refund although a customer's request that waits then fits no more, and close it",
  })
  @IsOptional()
  @IsBoolean()
  closeRequests?: boolean;
}

/** Why it was decided so. */
export class DecisionDto {
  @ApiProperty({ example: '已与顾客电话确认' })
  @LineOfText(200)
  note!: string;
}
