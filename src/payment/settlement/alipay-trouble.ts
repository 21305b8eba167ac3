import type { Answer } from '../../alipay/alipay-client.js';
import { UNVERIFIED_HINT } from '../../alipay/key-hint.js';
import { Problem } from '../../kernel/problem.js';

/** Nothing changes until somebody has mended a setting. */
const MENDED_AFTER_SECONDS = 60;

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
    case 'unanswered': {
      const detail = 'Alipay does not answer at the moment; nothing was decided. Try again.';
      return new Problem('unavailable', 'alipay-unavailable', detail, { retryAfterSeconds: 5 });
    }
    case 'unverified':
      return setUpWrongly(
        'alipay-answer-unverified',
        'Alipay answered, but not by the key that is set up here; the answer is not believed and nothing was decided.',
        { hint: UNVERIFIED_HINT },
      );
    case 'refused': {
      const { subCode } = because;
      const detail = 'Alipay refuses to answer this shop; nothing was decided.';
      return setUpWrongly('alipay-refused', detail, { subCode });
    }
  }
}

function setUpWrongly(slug: string, detail: string, members: Record<string, string>): Problem {
  const retryAfterSeconds = MENDED_AFTER_SECONDS;
  return new Problem('unavailable', slug, detail, { retryAfterSeconds, members });
}

function wordOf({ code, subCode }: { readonly code: string; readonly subCode: string }): string {
  return subCode === '' ? code : subCode;
}
