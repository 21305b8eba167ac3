import type { Schemas } from '../api/client.js';
import { counted } from './counted.js';

/** What the dialogs about money, parcels, bills, webhooks and messages say in English. */
export const workEn = {
  fourEyes: {
    proposed: (who: string, what: string) => `${who} proposed: ${what}. A second person decides.`,
    own: 'Nobody approves what they asked for themselves',
    firstBy: (who: string) => `${who} approved it first; a second person has to as well`,
    askedBy: (who: string) => `Asked for by ${who}`,
    mayWait:
      'From the sum on that the shop has set, it waits for a second person before anything moves.',
    approve: 'Approve',
    reject: 'Drop the proposal',
    approveWill: (what: string, amount: string) => `Comes true at once: ${what}, ¥${amount}.`,
    rejectWill: 'Nothing moves. The incident waits for a decision again.',
  },
  refundWork: {
    retry: 'Try now',
    retryWill: (amount: string) =>
      `¥${amount} is sent under the same number once more, or Alipay is asked for it. Alipay refunds a number once, so nothing goes back twice.`,
    freight: (left: string) => `Freight, ¥${left} at most`,
    restock: 'Into the stock',
    restockNote:
      'Pieces that never left the shop go into the stock unless you say otherwise; pieces that were shipped cannot.',
    leaves: (amount: string) => `After that ¥${amount} can still be refunded.`,
    exactly: (amount: string, pieces: number, restocked: number) =>
      `¥${amount} goes back for ${counted(pieces, 'piece', 'pieces')}; ${restocked} of them go into the stock.`,
  },
  orderWork: {
    send: 'Pieces in this parcel',
    correct: 'Correct',
    correctWill: 'The buyer sees the new carrier and number. The pieces of the parcel stay.',
    adjust: 'Change price',
    adjustWill: (payable: string) =>
      `The buyer pays ¥${payable}. A trade that is open at Alipay is closed, and the next link asks for the new sum.`,
    discount: 'Taken off, in yuan (0.00 takes it back)',
    edit: 'Edit address',
    editWill: 'The parcel goes to this address. No money moves.',
    onlyUnpaid: 'Only an unpaid order has a price that can change',
    onlyUnshipped: 'Only until the first parcel leaves',
    noAddress: 'Nothing is shipped, so there is no address',
    parcel: (number: number) => `Parcel ${number}`,
    address: {
      receiver: 'Receiver',
      mobile: 'Mobile',
      province: 'Province',
      city: 'City',
      district: 'District',
      detail: 'Street and number',
    },
  },
  billWork: {
    calendar: 'Days of a month',
    upload: 'Upload a bill',
    uploadWill: (day: string) =>
      `The zip is held against the books of ${day}. What it shows may be booked by itself; what is known already changes nothing.`,
    file: 'The zip as Alipay gives it out',
    sheet: (day: string) => `Sheet of ${day}`,
    csv: 'Sheet as CSV',
    noDay: 'Choose a day to see its sheet.',
    noBill: 'There is no bill of this day',
    side: 'Side',
    payments: 'Payments',
    refunds: 'Refunds',
    fees: 'Fees',
    net: 'Net',
    waiting: 'Waits for the next bill',
    ignored: 'Of other systems',
  },
  hookWork: {
    add: 'Add a webhook',
    addWill: 'Events are sent to it from now on. Its secret is shown to you once.',
    edit: 'Edit',
    editWill: 'Events from now on go by what is said here.',
    pause: 'Pause',
    pauseWill: 'Nothing is sent; its events wait until it is resumed.',
    resumeWill: 'All that waits is due at once, in its order.',
    replay: 'Replay',
    replayWill: (from: string) =>
      `All its events from ${from} on are sent again in order, 5,000 at most, whether they arrived or not.`,
    replayFrom: 'From this time (China)',
    notATime: 'A time such as 2026-11-20 09:00',
    replayed: (count: number) => `${counted(count, 'event is', 'events are')} sent again.`,
    description: 'Description',
    secret: 'The secret of this webhook',
    secretOnce: 'It is shown this once. The receiver verifies deliveries by it.',
    details: 'Details',
    request: 'What is sent',
    gone: 'The event is not kept any more.',
    tries: 'Tries and their answers',
    failing: 'Failures in a row',
  },
  skuWork: {
    edit: 'Edit',
    editWill: (price: string) =>
      `New orders cost ¥${price} a piece. Orders that were made keep what they were made with.`,
  },
  doctorWork: {
    system: 'System',
    versions: 'Versions',
    processes: 'Processes',
    settings: 'Settings in force',
    setting: 'Setting',
    value: 'Value',
    secret: 'secret, set',
    secretUnset: 'secret, not set',
    default: 'default',
    gone: 'Not seen any more',
    running: 'Runs',
    seen: 'Last seen',
    pool: 'Connections',
    app: 'Console and API',
    node: 'Node',
    database: 'Database',
  },
  diagnosis: {
    label: 'A notify, a return address or an answer of Alipay',
    hint: 'Paste the raw body, the address of the browser, or what a log or curl shows. Nothing is kept, booked or told to Alipay.',
    ask: 'Diagnose',
    verifies: 'It verifies, and is for this application.',
    proven: 'It is Alipay’s once this is undone:',
    fails: 'It does not verify:',
    kind: {
      notify: 'A notify',
      return: 'A return address',
      'platform-message': 'A message of the open platform',
      answer: 'An answer of the gateway',
      none: 'No message of Alipay',
    } satisfies Record<Schemas['MessageKind'], string>,
  },
};

export type WorkWords = typeof workEn;
