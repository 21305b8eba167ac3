const often = (probability, more = {}) => ({ probability, ...more });
/** How often each fault of Alipay's happens during a campaign. */
export const FAULTS = {
  loseNotifies: often(0.2),
  doubleNotifies: often(0.2),
  delayNotifies: often(0.1, { ms: 5_000 }),
  reorderNotifies: often(0.1),
  deafNotifies: often(0.1),
  loseRequests: often(0.02),
  loseAnswers: often(0.05),
  slowAnswers: often(0.03, { ms: 2_000 }),
  failAnswers: often(0.03),
  unknownAnswers: often(0.03),
  garbleAnswers: often(0.02),
  unsignAnswers: often(0.02),
  missignAnswers: often(0.02),
  payAtClose: often(0.1),
  denyFundChange: often(0.2),
  emptyBalance: often(0.1),
};
