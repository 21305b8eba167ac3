import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';

/** What an id of ours is at most. */
export const MAX_ID = 4_294_967_295;

/** A whole number from `minimum` to `maximum`; the OpenAPI document tells the same. */
export function WholeNumber(minimum: number, maximum: number): PropertyDecorator {
  const told = ApiProperty({ type: 'integer', minimum, maximum });
  return applyDecorators(IsInt(), Min(minimum), Max(maximum), told);
}

/** The id of a SKU or of an address. */
export function RowId(): PropertyDecorator {
  return WholeNumber(1, MAX_ID);
}
