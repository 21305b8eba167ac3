import type { Schemas } from '../api/client.js';
import { auditFactsEn } from './audit-en.js';
import { counted } from './counted.js';

/** What the pages of cases after the sale, of people and of the audit log say in English. */
export const staffEn = {
  cases: {
    goods: 'Goods',
    answerDue: 'Answer due',
    parcel: 'Sent back by',
    needs: 'That wait for the shop',
    agree: 'Agree',
    reject: 'Reject',
    receive: 'Goods are back',
    refund: 'Refund again',
    agreeRefundWill: (amount: string) => `¥${amount} goes back to the buyer; no goods come back.`,
    agreeReturnWill: (amount: string, pieces: number) =>
      `The buyer may send ${counted(pieces, 'piece', 'pieces')} to this address. No money moves yet; ¥${amount} goes back when they came.`,
    rejectWill: (amount: string) => `¥${amount} stays with the shop; the buyer reads your reason.`,
    receiveWill: (amount: string, pieces: number, restocked: number) =>
      `${counted(pieces, 'piece', 'pieces')} came back, ${restocked} of them can be sold again; at most ¥${amount} goes back to the buyer.`,
    refundWill: (amount: string) => `¥${amount} goes back to the buyer, at most.`,
    receiver: 'Receiver',
    mobile: 'Mobile',
    address: 'Address',
    came: (name: string) => `Came back: ${name}`,
    restock: 'Into the stock',
    atMost: 'Refund no more than (if it is less)',
    whyLess: 'Why it is less',
  },
  people: {
    username: 'User name',
    role: 'Role',
    since: 'Since',
    disabled: 'Disabled',
    active: 'Active',
    add: 'Add a person',
    addWill: 'They can sign in at once with a password that is shown to you once.',
    change: 'Change role',
    changeWill: (name: string, role: string) => `${name} becomes ${role} at once.`,
    disable: 'Disable',
    disableWill: (name: string) =>
      `${name} is signed out everywhere at once and cannot sign in any more.`,
    enable: 'Enable',
    enableWill: (name: string) => `${name} can sign in again.`,
    reset: 'Reset password',
    resetWill: (name: string) =>
      `${name} is signed out everywhere at once; the new password is shown to you once.`,
    passwordOf: (name: string) => `The password of ${name}`,
    passwordOnce: 'It is shown this once. Hand it over by a safe way.',
    factor: 'Second factor',
    hasFactor: 'On',
    noFactor: 'Off',
    resetFactor: 'Reset second factor',
    resetFactorWill: (name: string) =>
      `${name} is signed out everywhere at once and signs in by password alone until they enrol again.`,
    self: 'Nobody changes themself',
  },
  audit: {
    who: 'Who',
    what: 'Act',
    object: 'Object',
    objectExample: 'Object, e.g. refund:12',
    whatExample: 'Act, e.g. refund.approve',
    change: 'Before → after',
    from: 'From where',
    period: 'Period',
    via: { api: 'API', console: 'console', cli: 'command line' },
    facts: auditFactsEn,
  },
  csv: 'CSV',
  role: {
    customer: 'Customer',
    viewer: 'Viewer',
    support: 'Support',
    finance: 'Finance',
    admin: 'Admin',
  } satisfies Record<Schemas['Role'], string>,
  afterSaleType: {
    refundOnly: 'Money only',
    returnAndRefund: 'Goods back',
  } satisfies Record<Schemas['AfterSaleType'], string>,
  afterSaleState: {
    APPLIED: 'To answer',
    AGREED: 'Agreed',
    SENT_BACK: 'Sent back',
    RECEIVED_BACK: 'Came back',
    REFUNDING: 'Refunding',
    REFUNDED: 'Refunded',
    REJECTED: 'Rejected',
    WITHDRAWN: 'Withdrawn',
    EXPIRED: 'Expired',
  } satisfies Record<Schemas['AfterSaleState'], string>,
};

export type StaffWords = typeof staffEn;
