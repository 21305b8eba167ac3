/**
 * The condition on a row of `after_sales` that its case waits for the staff at an instant, which is the statement's
 * next place: an answer is due, goods are to be booked, or a refund that failed is to be tried
 * again. It begins with the states of open cases, which are few and looked for by their index. Pure.
 */
export function waitingCaseSql(): string {
  return `state IN ('APPLIED', 'AGREED', 'SENT_BACK', 'RECEIVED_BACK')
      AND ((state = 'APPLIED' AND answer_due_at <= ?) OR state IN ('SENT_BACK', 'RECEIVED_BACK')
        OR (state = 'AGREED' AND type = 'refundOnly'))`;
}
