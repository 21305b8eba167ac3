import { Problem } from '../kernel/problem.js';
import type { Duty } from './duty.js';

/** The refusal of who has to do something first. */
export function dutyProblem(duty: Duty): Problem {
  return new Problem(
    duty === 'change-password' ? 'password-change-required' : 'second-factor-required',
  );
}
