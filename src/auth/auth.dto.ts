import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, Matches, ValidateBy } from 'class-validator';
import { says } from '../http/field-words.js';
import { MayBeAbsent } from '../http/may-be-absent.js';
import { isName, NAME_WORDS } from './name-rules.js';

export const PASSWORD = /^.{8,128}$/su;
export const PASSWORD_WORDS = {
  en: '$property must be 8 to 128 characters',
  zh: '$property 须为 8 至 128 个字符',
};

/** A name and a password, to register or to sign in with. */
export class CredentialsDto {
  @ApiProperty({ example: 'demo', description: '3 to 32 letters, digits, _ . or -' })
  @ValidateBy({ name: 'isName', validator: { validate: isName } }, says(NAME_WORDS))
  username!: string;

  @ApiProperty({ example: 'demo-demo-1', description: '8 to 128 characters' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  password!: string;
}

/** Another password, and the present one. */
export class NewPasswordDto {
  @ApiProperty({ example: 'demo-demo-1' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  currentPassword!: string;

  @ApiProperty({ example: 'another-password-2', description: '8 to 128 characters' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  newPassword!: string;
}

/** What is to be ended. */
export class SignOutDto {
  @ApiPropertyOptional({ example: false, description: 'True ends all tokens of the user' })
  @MayBeAbsent()
  @IsBoolean()
  everywhere?: boolean;
}
