import { givenHere, says } from '../../http/field-words.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MaybeLineOfText } from '../../http/line-of-text.js';
import { RowId } from '../../http/whole-number.js';
import { PAY_METHODS, type PayMethod } from '../model/pay-method.js';

/** A quote of 500 lines is shorter. */
const MAX_TOKEN_LENGTH = 32_768;

/** The order of a quote. */
export class CreateOrderDto {
  @ApiProperty({ example: 'kz3y…', description: 'From the quote; it makes one order' })
  @IsString()
  @MaxLength(MAX_TOKEN_LENGTH)
  @Matches(/^[\w-]+$/, says(givenHere('quoteToken')))
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

/** The order of a quote, with its payment. */
export class CheckoutDto extends CreateOrderDto {
  @ApiProperty({ enum: PAY_METHODS, example: 'page' })
  @IsIn(PAY_METHODS)
  method!: PayMethod;
}
