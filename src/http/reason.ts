import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiPropertyOptional, ApiResponse } from '@nestjs/swagger';
import { LineOfText } from './line-of-text.js';
import { MayBeAbsent } from './may-be-absent.js';
import { invalidInput } from './refusal.js';

/** Why the staff does something; absent from clients that give none. */
export class ReasonDto {
  @ApiPropertyOptional({
    example: '已与顾客电话确认',
    description: 'Why; the audit log keeps it with the act, and nobody else reads it',
  })
  @MayBeAbsent()
  @LineOfText(200)
  reason?: string;
}

const INVALID_REASON = invalidInput(
  'reason',
  'reason must be 1 to 200 printable characters on one line, without blanks at its ends',
);

/** Documents a body that holds nothing but a reason, and that may be absent; and that it may be wrong. */
export function ReasonBody(): MethodDecorator {
  const body = ApiBody({ type: ReasonDto, required: false });
  return applyDecorators(body, ApiResponse(INVALID_REASON));
}
