import { ACCESS_PROBLEMS } from './access-problems.js';
import { AFTER_SALE_PROBLEMS } from './after-sale-problems.js';
import { MONEY_PROBLEMS } from './money-problems.js';
import { OPERATION_PROBLEMS } from './operation-problems.js';
import { ORDER_PROBLEMS } from './order-problems.js';
import type { ProblemText } from './problem-text.js';
import { REQUEST_PROBLEMS } from './request-problems.js';
import { SHOP_PROBLEMS } from './shop-problems.js';

/** The parts of the table, for whoever checks that no slug stands in two of them. */
export const PROBLEM_TABLES = [
  REQUEST_PROBLEMS,
  ACCESS_PROBLEMS,
  SHOP_PROBLEMS,
  ORDER_PROBLEMS,
  MONEY_PROBLEMS,
  AFTER_SALE_PROBLEMS,
  OPERATION_PROBLEMS,
] as const;

/** Every refusal that a client may see, by its slug: what sort it is, and what people are told in both languages. */
export const PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...ACCESS_PROBLEMS,
  ...SHOP_PROBLEMS,
  ...ORDER_PROBLEMS,
  ...MONEY_PROBLEMS,
  ...AFTER_SALE_PROBLEMS,
  ...OPERATION_PROBLEMS,
};

/** The stable word of a refusal, for programs. */
export type ProblemSlug = keyof typeof PROBLEMS;

/** All slugs, in the order of the table. */
export const PROBLEM_SLUGS = Object.keys(PROBLEMS) as ProblemSlug[];

/** What a refusal carries for programs beside its slug. */
export type MembersOf<Slug extends ProblemSlug> = Parameters<(typeof PROBLEMS)[Slug]['detail']>[0];

/** The slugs of the refusals that carry nothing else. */
export type BareSlug = {
  [Slug in ProblemSlug]: (typeof PROBLEMS)[Slug] extends ProblemText ? Slug : never;
}[ProblemSlug];
