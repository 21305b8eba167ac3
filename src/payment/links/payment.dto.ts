import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PAY_METHODS, type PayMethod } from '../model/pay-method.js';

/** How the buyer is to be led to Alipay. */
export class StartPaymentDto {
  @ApiProperty({ enum: PAY_METHODS, example: 'page' })
  @IsIn(PAY_METHODS)
  method!: PayMethod;
}
