import { ApiSchema } from '@nestjs/swagger';
import { ApiFlag, ApiInteger, ApiPart, ApiText, ApiTexts } from '../../http/openapi/api-members.js';
import { SignIn } from '../users.service.js';

/** Whether one's own sign-in asks for a code. */
@ApiSchema({ name: 'SecondFactor' })
export class SecondFactorView {
  @ApiFlag({ description: 'A code is asked for' }) readonly enabled!: boolean;
  @ApiFlag({ description: "One's role needs one: see `REQUIRE_SECOND_FACTOR`" })
  readonly required!: boolean;
  @ApiInteger({ description: 'So many codes for recovery are left' })
  readonly recoveryCodesLeft!: number;
}

/** A secret for an authenticator app. */
@ApiSchema({ name: 'SecondFactorEnrolment' })
export class EnrolmentView {
  @ApiText({ description: 'In Base32, to type; shown this once' }) readonly secret!: string;
  @ApiText({ description: '`otpauth://…`, as apps read it' }) readonly uri!: string;
  @ApiText({ description: 'The same as a QR code: a PNG in a `data:` URL' })
  readonly qrImage!: string;
}

/** Codes for recovery. */
@ApiSchema({ name: 'RecoveryCodes' })
export class RecoveryCodesView {
  @ApiTexts({ description: 'Each helps once when the app is lost; shown this once' })
  readonly recoveryCodes!: readonly string[];
}

/** A factor that is asked for from now on. */
@ApiSchema({ name: 'ConfirmedSecondFactor' })
export class ConfirmedFactorView extends RecoveryCodesView {
  @ApiPart(() => SignIn, {
    nullable: true,
    description: 'To go on with; null: the session of the request goes on',
  })
  readonly signIn!: SignIn | null;
}
