import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** How the goods are sent. */
export class ShipmentDto {
  @ApiProperty({ example: '顺丰速运' })
  @Matches(/^(?=.{1,50}$)[^\s\p{C}]([^\p{C}]*[^\s\p{C}])?$/u, {
    message: 'carrier must be 1 to 50 characters on one line, without blanks at its ends',
  })
  carrier!: string;

  @ApiProperty({ example: 'SF1234567890123' })
  @Matches(/^[\w-]{1,64}$/, { message: 'trackingNumber must be 1 to 64 letters and digits' })
  trackingNumber!: string;
}
