import { SetMetadata } from '@nestjs/common';
import type { Duty } from './duty.js';

export const OPEN_BEFORE = 'open-before';

/** Opens a route, or all of a controller, to those who have to do something first: it is what they do it by. */
export function OpenBefore(...duties: readonly Duty[]): MethodDecorator & ClassDecorator {
  return SetMetadata(OPEN_BEFORE, duties);
}
