import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches, ValidateBy } from 'class-validator';
import { says } from '../../http/field-words.js';
import { MayBeAbsent } from '../../http/may-be-absent.js';
import { ReasonDto } from '../../http/reason.js';
import { PASSWORD, PASSWORD_WORDS } from '../auth.dto.js';
import { isName, NAME_WORDS } from '../name-rules.js';
import { type StaffRole, STAFF_ROLES } from '../permissions.js';

const ROLE_WORDS = {
  en: `role must be one of ${STAFF_ROLES.join(', ')}`,
  zh: `role 须为 ${STAFF_ROLES.join('、')} 之一`,
};

/** A new member of the staff. */
export class NewPersonDto {
  @ApiProperty({ example: 'alice', description: '3 to 32 letters, digits, _ . or -' })
  @ValidateBy({ name: 'isName', validator: { validate: isName } }, says(NAME_WORDS))
  username!: string;

  @ApiProperty({ enum: STAFF_ROLES, example: 'support' })
  @IsIn(STAFF_ROLES, says(ROLE_WORDS))
  role!: StaffRole;

  @ApiPropertyOptional({ example: 'a-long-password', description: 'One is made when absent' })
  @MayBeAbsent()
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  password?: string;
}

/** What is to be changed about a member of the staff. */
export class PersonChangeDto extends ReasonDto {
  @ApiPropertyOptional({ enum: STAFF_ROLES, example: 'finance' })
  @MayBeAbsent()
  @IsIn(STAFF_ROLES, says(ROLE_WORDS))
  role?: StaffRole;

  @ApiPropertyOptional({
    example: true,
    description: 'True ends their sessions and tokens at once',
  })
  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean;
}
