/**
 * The jobs that are measured. Each one prepares a side's tables for so many requests, hands the requests out one by one,
 * tells a good answer, and checks afterwards in SQL that what was answered is what is there.
 */
import { bought } from './jobs/bought.mjs';
import { checkout, dadashop, native } from './jobs/native.mjs';
import { notify } from './jobs/notify.mjs';
import { create, flash } from './jobs/orders.mjs';
import { confirm, link, list } from './jobs/reads.mjs';

export const jobs = {
  create,
  flash,
  bought,
  dadashop,
  native,
  checkout,
  notify,
  link,
  confirm,
  list,
};
