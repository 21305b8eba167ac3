import { ApiProperty, PartialType } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** Neither empty nor with blanks at its ends, on one line; it is printed on parcels. */
function text(max: number): RegExp {
  return new RegExp(`^(?=[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,${max}}$)\\S(.*\\S)?$`, 'u');
}

function says(what: string, max: number) {
  return {
    message: `${what} must be 1 to ${max} printable characters on one line, without blanks at its ends`,
  };
}

/** A new address. */
export class AddressDto {
  @ApiProperty({ example: '家' })
  @Matches(text(20), says('tag', 20))
  tag!: string;

  @ApiProperty({ example: '王小明' })
  @Matches(text(50), says('receiver', 50))
  receiver!: string;

  @ApiProperty({ example: '13800000000' })
  @Matches(/^\+?\d[\d-]{4,18}$/, { message: 'mobile must be 5 to 19 digits' })
  mobile!: string;

  @ApiProperty({ example: '北京市' })
  @Matches(text(50), says('province', 50))
  province!: string;

  @ApiProperty({ example: '北京市' })
  @Matches(text(50), says('city', 50))
  city!: string;

  @ApiProperty({ example: '海淀区' })
  @Matches(text(50), says('district', 50))
  district!: string;

  @ApiProperty({ example: '中关村大街 1 号' })
  @Matches(text(200), says('detail', 200))
  detail!: string;
}

/** The members of an address that are to change. */
export class AddressChangeDto extends PartialType(AddressDto, { skipNullProperties: false }) {}
