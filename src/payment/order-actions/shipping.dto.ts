import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { WholeNumber } from '../../http/whole-number.js';
import { ParcelDto } from '../model/parcel.dto.js';

const MAX_PIECES = 99_999;
const MAX_LINES = 500;

/** So many pieces of an order's line. */
export class ShipmentLineDto {
  @ApiProperty({ example: 1, description: "The line's `lineId` in its order" })
  @WholeNumber(1, MAX_LINES)
  lineId!: number;

  @ApiProperty({ example: 1 })
  @WholeNumber(1, MAX_PIECES)
  count!: number;
}

/** A parcel, and what is in it. */
export class ShipmentDto extends ParcelDto {
  @ApiPropertyOptional({ type: [ShipmentLineDto], description: 'All that waits when absent' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ShipmentLineDto)
  lines?: ShipmentLineDto[];
}
