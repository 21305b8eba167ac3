import type { Answer } from '../../alipay/alipay-client.js';
import { UNVERIFIED_WORDS } from '../../alipay/key-hint.js';
import { Problem } from '../../kernel/problem.js';

/** Why a question to Alipay decided nothing. */
export type NoDecision =
  | { readonly why: 'unanswered' }
  | { readonly why: 'unverified' }
  | { readonly why: 'refused'; readonly subCode: string };

/** Why an answer that is not done decided nothing. Pure. */
export function noDecisionOf(answer: Exclude<Answer<unknown>, { outcome: 'done' }>): NoDecision {
  if (answer.outcome === 'refused') return { why: 'refused', subCode: wordOf(answer) };
  return { why: answer.unverified === true ? 'unverified' : 'unanswered' };
}

/** What the client hears when Alipay's answer was needed: Problem `unavailable`, for it may ask again. Pure. */
export function alipayTrouble(because: NoDecision): Problem {
  switch (because.why) {
    case 'unanswered':
      return new Problem('alipay-unavailable');
    case 'unverified':
      return new Problem('alipay-answer-unverified', { hint: UNVERIFIED_WORDS });
    case 'refused':
      return new Problem('alipay-refused', { subCode: because.subCode });
  }
}

function wordOf({ code, subCode }: { readonly code: string; readonly subCode: string }): string {
  return subCode === '' ? code : subCode;
}
