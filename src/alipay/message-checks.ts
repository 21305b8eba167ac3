/** How a check ended. `not-said`: there is nothing to compare; `off`: it is not configured. */
export type CheckVerdict = 'passed' | 'failed' | 'not-said' | 'off';

/** Checks that were made, by the name of what they look at. */
export type Checks = Readonly<Record<string, CheckVerdict>>;

/** What is checked of every answer before it is believed; whose trade it is about follows from the question. */
export const ANSWER_CHECKS: Checks = { signature: 'passed' };

/** The verdict of a check that holds or does not. */
export function checked(holds: boolean): CheckVerdict {
  return holds ? 'passed' : 'failed';
}
