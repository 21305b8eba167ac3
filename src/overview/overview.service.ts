import { Inject, Injectable } from '@nestjs/common';
import { CertificateWatch } from '../alipay/certificate-watch.service.js';
import { SIGHTING_GONE_MS } from '../doctor/sightings.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { startOfChinaDay, toChinaDay, toRfc3339 } from '../kernel/shanghai-time.js';
import {
  addSums,
  DAYS_SHOWN,
  delaysOf,
  HOUR_MS,
  hourOf,
  type HourSums,
  shownSince,
} from './hour-sums.js';
import { HourlySums } from './hour-sums.service.js';
import { KeptAnswer } from './kept-answer.js';
import {
  MOST_COUNTED,
  OPEN_KINDS,
  type OpenKind,
  OpenWorkRepository,
} from './open-work.repository.js';
import {
  type NeedKind,
  type OverviewDay,
  type OverviewHour,
  type OverviewNeed,
  type OverviewView,
  sumsView,
} from './overview-view.js';

const HOURS_OF_A_DAY = 24;
/** Who asks again so soon gets the same answer: a start page is open in many windows. */
const FRESH_MS = 2_000;

/** The request that lists what waits. */
const LISTS: Readonly<Record<NeedKind, string>> = {
  'overdue-orders': '/api/v1/orders?needs=overdue',
  incidents: '/api/v1/incidents?state=OPEN',
  'refund-approvals': '/api/v1/refunds?state=REQUESTED',
  'refunds-without-balance':
    '/api/v1/refunds?state=PROCESSING&waitsFor=ACQ.SELLER_BALANCE_NOT_ENOUGH',
  'refunds-unknown': '/api/v1/refunds?state=UNKNOWN',
  'after-sales': '/api/v1/after-sales?needs=attention',
  discrepancies: '/api/v1/discrepancies?state=OPEN',
  bills: '/api/v1/reconciliations?state=BROKEN,NOT_READY',
  'paused-webhooks': '/api/v1/webhooks',
  certificates: '/api/v1/doctor',
  workers: '/api/v1/doctor',
};

/** The figures of the start page. */
@Injectable()
export class OverviewService {
  private readonly kept = new KeptAnswer<OverviewView>(FRESH_MS);

  constructor(
    private readonly sums: HourlySums,
    private readonly open: OpenWorkRepository,
    private readonly certificates: CertificateWatch,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All figures, as they were two seconds ago at most. */
  view(): Promise<OverviewView> {
    const now = this.clock.now();
    return this.kept.at(now, () => this.make(now));
  }

  private async make(now: Date): Promise<OverviewView> {
    const since = plusMs(now, -SIGHTING_GONE_MS);
    const [{ hours, isComplete }, workers, ...counts] = await Promise.all([
      this.sums.known(),
      this.open.workers(since),
      ...OPEN_KINDS.map((kind) => this.open.count(kind, now)),
    ]);
    const days = daysOf(hours, now);
    const lastDay = hours.filter(({ hour }) => hour > plusMs(now, -HOURS_OF_A_DAY * HOUR_MS));
    return {
      asOf: toRfc3339(now),
      isComplete,
      today: dayAt(days, DAYS_SHOWN - 1),
      yesterday: dayAt(days, DAYS_SHOWN - 2),
      hours: hoursOf(hours, now),
      days,
      recorded: delaysOf(lastDay.map(({ delays }) => delays)),
      needs: [
        ...OPEN_KINDS.map((kind, place) => need(kind, counts[place] ?? 0)),
        need('certificates', this.certificates.endingSoon()),
        need('workers', workers.seen === 0 ? 1 : 0),
      ],
      workers: {
        seen: workers.seen,
        lastSeenAt: workers.lastAt === null ? null : toRfc3339(workers.lastAt),
      },
    };
  }
}

function need(kind: OpenKind | NeedKind, count: number): OverviewNeed {
  const isMore = count > MOST_COUNTED;
  return { kind, count: isMore ? MOST_COUNTED : count, isMore, list: LISTS[kind] };
}

function daysOf(hours: readonly HourSums[], now: Date): OverviewDay[] {
  const first = shownSince(now);
  const dayMs = HOURS_OF_A_DAY * HOUR_MS;
  const byDay = Array.from({ length: DAYS_SHOWN }, (): HourSums[] => []);
  for (const one of hours) {
    byDay[Math.floor((one.hour.getTime() - first.getTime()) / dayMs)]?.push(one);
  }
  return byDay.map((ofDay, place) => {
    return { day: toChinaDay(plusMs(first, place * dayMs)), ...sumsView(addSums(ofDay)) };
  });
}

function dayAt(days: readonly OverviewDay[], place: number): OverviewDay {
  const day = days[place];
  if (day === undefined) throw new Error('the overview lacks a day');
  return day;
}

function hoursOf(hours: readonly HourSums[], now: Date): OverviewHour[] {
  const midnight = startOfChinaDay(toChinaDay(now)) ?? now;
  const known = new Map(hours.map((one) => [one.hour.getTime(), one]));
  const at = (hour: Date) => addSums([known.get(hour.getTime()) ?? []].flat());
  return Array.from({ length: HOURS_OF_A_DAY }, (_, hour) => {
    const today = plusMs(midnight, hour * HOUR_MS);
    return {
      hour,
      today: today > hourOf(now) ? null : sumsView(at(today)),
      yesterday: sumsView(at(plusMs(today, -HOURS_OF_A_DAY * HOUR_MS))),
    };
  });
}
