import { Body, Controller, Get, HttpCode, Ip, Post, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { invalidInput, refusal } from '../../http/refusal.js';
import { SIGN_IN, TOO_MANY_ATTEMPTS } from '../auth.examples.js';
import { AuthGuard } from '../auth.guard.js';
import { SIGN_IN_REQUIRED } from '../auth.refusals.js';
import { CurrentUser } from '../current-user.js';
import { DeviceCookie } from '../device-cookie.js';
import { OpenBefore } from '../open-before.js';
import { sessionIdOf } from '../request-user.js';
import type { SignedInUser } from '../signed-in-user.js';
import { OwnSecondFactor, type ShownAgain } from './own-second-factor.service.js';
import { qrImageOf } from './qr-image.js';
import {
  ConfirmedFactorView,
  EnrolmentView,
  RecoveryCodesView,
  SecondFactorView,
} from './second-factor-view.js';
import { CodeDto, OwnPasswordDto, PasswordAndCodeDto } from './second-factor.dto.js';

const FACTOR = { enabled: true, required: true, recoveryCodesLeft: 10 };
const CODES = { recoveryCodes: ['JBSW-Y3DP-EHPK-3PXP', 'GEZD-GNBV-GY3T-QOJQ'] };
const ENROLMENT = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  uri: 'otpauth://totp/Shop:alice?issuer=Shop&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30',
  qrImage: 'data:image/png;base64,iVBORw0KGgo…',
};
const INVALID = invalidInput('code', 'code must be the six digits of the app, or a recovery code');
const INVALID_PASSWORD = invalidInput('password', 'password must be 8 to 128 characters');
const WRONG_PASSWORD = refusal({
  slug: 'wrong-password',
  description: '`wrong-password`, or `staff-only`: a customer',
});
const WRONG_CODE = refusal({ slug: 'code-refused', description: 'The code is wrong or used' });
const WRONG_PROOF = refusal({
  slug: 'code-refused',
  description: '`code-refused`, or `wrong-password`',
});
const EXISTS = refusal({ slug: 'second-factor-exists', description: 'There is one already' });
const NONE = refusal({ slug: 'no-second-factor', description: 'There is none' });
const NOT_NOW = refusal({
  slug: 'no-second-factor',
  description: '`no-second-factor`: none was enrolled; or `second-factor-exists`',
});

/** One's own second factor: codes of an authenticator app (TOTP, RFC 6238). */
@ApiTags('auth')
@ApiBearerAuth()
@UseGuards(AuthGuard)
@Controller('api/v1/auth/second-factor')
export class SecondFactorController {
  constructor(
    private readonly factor: OwnSecondFactor,
    private readonly device: DeviceCookie,
  ) {}

  @Get()
  @OpenBefore('enrol-second-factor')
  @ApiOperation({
    summary: "Whether one's own sign-in asks for a code",
    description: 'And whether the role needs one, and how many codes for recovery are left.',
  })
  @ApiResponse({
    status: 200,
    description: 'The factor',
    type: SecondFactorView,
    example: FACTOR,
  })
  @ApiResponse(SIGN_IN_REQUIRED)
  getSecondFactor(@CurrentUser() user: SignedInUser): Promise<SecondFactorView> {
    return this.factor.show(user);
  }

  @Post()
  @OpenBefore('enrol-second-factor')
  @ApiOperation({
    summary: 'Enrol a second factor',
    description:
      'Answers a secret for an authenticator app, this once. It is asked for after a code has confirmed it; until then ' +
      'another enrolment replaces it. For the staff.',
  })
  @ApiResponse({ status: 201, description: 'To confirm', type: EnrolmentView, example: ENROLMENT })
  @ApiResponse(INVALID_PASSWORD)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_PASSWORD)
  @ApiResponse(EXISTS)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  async enrolSecondFactor(
    @CurrentUser() user: SignedInUser,
    @Body() { password }: OwnPasswordDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
  ): Promise<EnrolmentView> {
    const shown = this.shownBy(request, user, { password, address });
    const { secret, uri } = await this.factor.enrol(user, shown);
    return { secret, uri, qrImage: await qrImageOf(uri) };
  }

  @Post('confirm')
  @HttpCode(200)
  @OpenBefore('enrol-second-factor')
  @ApiOperation({
    summary: 'Confirm a second factor by its first code',
    description:
      'From now on each sign-in asks for a code. All other sessions and tokens of the user end; who came by a token goes on ' +
      'with that of the answer.',
  })
  @ApiResponse({
    status: 200,
    description: 'It is on; the codes for recovery are shown this once',
    type: ConfirmedFactorView,
    example: { ...CODES, signIn: SIGN_IN },
  })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_CODE)
  @ApiResponse(NOT_NOW)
  confirmSecondFactor(
    @CurrentUser() user: SignedInUser,
    @Body() { code }: CodeDto,
    @Req() request: FastifyRequest,
  ): Promise<ConfirmedFactorView> {
    return this.factor.confirm(user, code, sessionIdOf(request));
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make other codes for recovery',
    description: 'The old ones are over. Needs the password and a code.',
  })
  @ApiResponse({
    status: 200,
    description: 'Shown this once',
    type: RecoveryCodesView,
    example: CODES,
  })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_PROOF)
  @ApiResponse(NONE)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  async renewRecoveryCodes(
    @CurrentUser() user: SignedInUser,
    @Body() { password, code }: PasswordAndCodeDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodesView> {
    const shown = this.shownBy(request, user, { password, address });
    return { recoveryCodes: await this.factor.renewCodes(user, code, shown) };
  }

  @Post('remove')
  @HttpCode(204)
  @ApiOperation({
    summary: "Remove one's own second factor",
    description:
      'Needs the password and a code, of the app or for recovery. Where the role needs a factor, another one has to be ' +
      'enrolled before anything else.',
  })
  @ApiResponse({ status: 204, description: 'No code is asked for any more' })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(WRONG_PROOF)
  @ApiResponse(NONE)
  @ApiResponse(TOO_MANY_ATTEMPTS)
  removeSecondFactor(
    @CurrentUser() user: SignedInUser,
    @Body() { password, code }: PasswordAndCodeDto,
    @Ip() address: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.factor.remove(user, code, this.shownBy(request, user, { password, address }));
  }

  private shownBy(
    request: FastifyRequest,
    { username }: SignedInUser,
    shown: Pick<ShownAgain, 'password' | 'address'>,
  ): ShownAgain {
    return { ...shown, device: this.device.read(request.headers.cookie, username) };
  }
}
