import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';

/** A name and a password, to register or to sign in with. */
export class CredentialsDto {
  @ApiProperty({ example: 'demo', description: '3 to 32 letters, digits, _ . or -' })
  @Matches(/^[\p{L}\p{N}_.-]{3,32}$/u, {
    message: 'username must be 3 to 32 letters, digits, "_", "." or "-"',
  })
  username!: string;

  @ApiProperty({ example: 'demo-demo-1', description: '8 to 128 characters' })
  @Matches(/^.{8,128}$/su, { message: 'password must be 8 to 128 characters' })
  password!: string;
}
