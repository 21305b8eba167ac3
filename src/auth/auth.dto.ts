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

export const CODE = /^[\dA-Za-z][\dA-Za-z -]{4,30}[\dA-Za-z]$/;
export const CODE_WORDS = {
  en: '$property must be the six digits of the app, or a recovery code',
  zh: '$property 须为应用中的六位数字或一个恢复码',
};

/** A name and a password to register with. */
export class CredentialsDto {
  @ApiProperty({ example: 'demo', description: '3 to 32 letters, digits, _ . or -' })
  @ValidateBy({ name: 'isName', validator: { validate: isName } }, says(NAME_WORDS))
  username!: string;

  @ApiProperty({ example: 'demo-demo-1', description: '8 to 128 characters' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  password!: string;
}

/** A name and a password to sign in with, and a code for whoever has a second factor. */
export class SignInDto extends CredentialsDto {
  @ApiPropertyOptional({
    example: '287082',
    description: 'With a second factor: six digits of the app, or a code for recovery',
  })
  @MayBeAbsent()
  @Matches(CODE, says(CODE_WORDS))
  code?: string;
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
