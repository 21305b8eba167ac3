import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { says } from '../../http/field-words.js';
import { CODE, CODE_WORDS, PASSWORD, PASSWORD_WORDS } from '../auth.dto.js';

const CODE_TOLD = 'Six digits of the app, or a code for recovery';

/** The present password. */
export class OwnPasswordDto {
  @ApiProperty({ example: 'demo-demo-1' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  password!: string;
}

/** A code of the app. */
export class CodeDto {
  @ApiProperty({ example: '287082', description: 'Six digits of the app' })
  @Matches(CODE, says(CODE_WORDS))
  code!: string;
}

/** The present password and a code. */
export class PasswordAndCodeDto {
  @ApiProperty({ example: 'demo-demo-1' })
  @Matches(PASSWORD, says(PASSWORD_WORDS))
  password!: string;

  @ApiProperty({ example: '287082', description: CODE_TOLD })
  @Matches(CODE, says(CODE_WORDS))
  code!: string;
}
