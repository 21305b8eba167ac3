import { FirstSchema1795000000001 } from './1795000000001-first-schema.js';
import { Refunds1795000000002 } from './1795000000002-refunds.js';
import { Webhooks1795000000003 } from './1795000000003-webhooks.js';
import { ShippingStop1795000000004 } from './1795000000004-shipping-stop.js';
import { EvidenceChecks1795000000005 } from './1795000000005-evidence-checks.js';
import { RefundDecision1795000000006 } from './1795000000006-refund-decision.js';
import { OrderRefundSums1796000000100 } from './1796000000100-order-refund-sums.js';
import { RefundRefusals1796000000200 } from './1796000000200-refund-refusals.js';
import { RefundRequests1796000000201 } from './1796000000201-refund-requests.js';
import { PaidPayments1796000000202 } from './1796000000202-paid-payments.js';
import { BouncedRefunds1796000000203 } from './1796000000203-bounced-refunds.js';
import { UserPublicIds1796000000500 } from './1796000000500-user-public-ids.js';
import { NameSkeletons1796000000550 } from './1796000000550-name-skeletons.js';
import { NoAnswer1796000000600 } from './1796000000600-no-answer.js';
import { Bills1797000000000 } from './1797000000000-bills.js';
import { AccountLines1797000001000 } from './1797000001000-account-lines.js';
import { ProcessSightings1797000002000 } from './1797000002000-process-sightings.js';
import { RefundLines1798000000000 } from './1798000000000-refund-lines.js';
import { Shipments1798000001000 } from './1798000001000-shipments.js';
import { OrderDiscount1798000001100 } from './1798000001100-order-discount.js';
import { AfterSales1798000001200 } from './1798000001200-after-sales.js';
import { StaffRolesAndAudit1798000002000 } from './1798000002000-staff-roles-and-audit.js';
import { PeopleAndSessions1798000002100 } from './1798000002100-people-and-sessions.js';
import { OrderLists1798000003000 } from './1798000003000-order-lists.js';
import { StateLists1798000003100 } from './1798000003100-state-lists.js';
import { HourSums1798000003200 } from './1798000003200-hour-sums.js';
import { DepositBackChecks1798000005000 } from './1798000005000-deposit-back-checks.js';
import { FourEyes1798000007000 } from './1798000007000-four-eyes.js';
import { SecondFactors1798000011000 } from './1798000011000-second-factors.js';
import { Trends1798000015000 } from './1798000015000-trends.js';
import { Archive1798100003000 } from './1798100003000-archive.js';
import { EventTraces1798100008000 } from './1798100008000-event-traces.js';

/** All migrations, oldest first. One that has landed is never edited: a change is a new file. */
export const migrations = [
  FirstSchema1795000000001,
  Refunds1795000000002,
  Webhooks1795000000003,
  ShippingStop1795000000004,
  EvidenceChecks1795000000005,
  RefundDecision1795000000006,
  OrderRefundSums1796000000100,
  RefundRefusals1796000000200,
  RefundRequests1796000000201,
  PaidPayments1796000000202,
  BouncedRefunds1796000000203,
  UserPublicIds1796000000500,
  NameSkeletons1796000000550,
  NoAnswer1796000000600,
  Bills1797000000000,
  AccountLines1797000001000,
  ProcessSightings1797000002000,
  RefundLines1798000000000,
  Shipments1798000001000,
  OrderDiscount1798000001100,
  AfterSales1798000001200,
  StaffRolesAndAudit1798000002000,
  PeopleAndSessions1798000002100,
  OrderLists1798000003000,
  StateLists1798000003100,
  HourSums1798000003200,
  DepositBackChecks1798000005000,
  FourEyes1798000007000,
  SecondFactors1798000011000,
  Trends1798000015000,
  Archive1798100003000,
  EventTraces1798100008000,
];
