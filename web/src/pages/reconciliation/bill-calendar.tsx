import { useQuery } from '@tanstack/react-query';
import { Button, Calendar } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
// The names of the days in Chinese; those in English are built in.
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { PageState } from '../../parts/page-state.js';
import { BillState } from './bill-state.js';

const DAY = 'YYYY-MM-DD';
/** A month, and what a calendar shows of its neighbours. */
const BESIDE_DAYS = 7;
/** Of two bills a day. */
const MOST_BILLS = 100;

interface Props {
  readonly day: string | undefined;
  readonly onDay: (day: string) => void;
}

/** The days of a month by the states of their bills, and those that differ from the books. */
export function BillCalendar({ day, onDay }: Props) {
  const [shown, show] = useState(() => dayjs(day));
  const query = {
    from: shown.startOf('month').subtract(BESIDE_DAYS, 'day').format(DAY),
    to: shown.endOf('month').add(BESIDE_DAYS, 'day').format(DAY),
    limit: String(MOST_BILLS),
  };
  const days = useQuery({
    queryKey: ['bill-calendar', query.from],
    queryFn: () => dataOf(api.GET('/api/v1/reconciliations', { params: { query } })),
  });
  const cell = (date: Dayjs) => <DayState day={date.format(DAY)} bills={days.data?.items ?? []} />;
  const move = (months: number) => show(shown.add(months, 'month'));
  return (
    <PageState query={days}>
      <div className="bill-calendar">
        <div className="piece-choice">
          <Button
            aria-label={shown.subtract(1, 'month').format('YYYY-MM')}
            onClick={() => move(-1)}
          >
            ‹
          </Button>
          <strong>{shown.format('YYYY-MM')}</strong>
          <Button aria-label={shown.add(1, 'month').format('YYYY-MM')} onClick={() => move(1)}>
            ›
          </Button>
        </div>
        <Calendar
          fullscreen={false}
          value={shown}
          headerRender={() => null}
          cellRender={cell}
          onSelect={(date) => {
            show(date);
            onDay(date.format(DAY));
          }}
        />
      </div>
    </PageState>
  );
}

interface DayProps {
  readonly day: string;
  readonly bills: readonly Schemas['Reconciliation'][];
}

/** A day goes by the bill of its trades; what is open counts in both of its bills. */
function DayState({ day, bills }: DayProps) {
  const own = bills.filter((bill) => bill.day === day);
  const trades = own.find(({ type }) => type === 'trade');
  if (trades === undefined) return null;
  const open = own.reduce((sum, { openDiscrepancies }) => sum + openDiscrepancies, 0);
  return <BillState state={trades.state} open={open} />;
}
