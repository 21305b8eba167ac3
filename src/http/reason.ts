import { ApiBody, ApiPropertyOptional } from '@nestjs/swagger';
import { LineOfText } from './line-of-text.js';
import { MayBeAbsent } from './may-be-absent.js';

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

/** Documents a body that holds nothing but a reason, and that may be absent. */
export function ReasonBody(): MethodDecorator {
  return ApiBody({ type: ReasonDto, required: false });
}
