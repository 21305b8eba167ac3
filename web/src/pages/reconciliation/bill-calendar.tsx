import { useQuery } from '@tanstack/react-query';
import { Button, Calendar } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
// The names of the days in Chinese; those in English are built in.
import 'dayjs/locale/zh-cn';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { PageState } from '../../parts/page-state.js';
import { StateTag } from '../../parts/state-tag.js';
import { useWords } from '../../words/words.js';

const DAY = 'YYYY-MM-DD';
/** A month, and what a calendar shows of its neighbours. */
const BESIDE_DAYS = 7;
const MOST_DAYS = 100;

interface Props {
  readonly day: string | undefined;
  readonly onDay: (day: string) => void;
}

/** The days of a month by the states of their bills. */
export function BillCalendar({ day, onDay }: Props) {
  const { billState } = useWords();
  const [shown, show] = useState(() => dayjs(day));
  const query = {
    type: 'trade' as const,
    from: shown.startOf('month').subtract(BESIDE_DAYS, 'day').format(DAY),
    to: shown.endOf('month').add(BESIDE_DAYS, 'day').format(DAY),
    limit: String(MOST_DAYS),
  };
  const days = useQuery({
    queryKey: ['bill-calendar', query.from],
    queryFn: () => dataOf(api.GET('/api/v1/reconciliations', { params: { query } })),
  });
  const states = new Map(days.data?.items.map((one) => [one.day, one.state]));
  const cell = (date: Dayjs) => {
    const state = states.get(date.format(DAY));
    return state === undefined ? null : <StateTag state={state} words={billState[state]} />;
  };
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
