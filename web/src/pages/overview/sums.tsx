import { Card, Statistic, Typography } from 'antd';
import type { Schemas } from '../../api/client.js';
import { yuanText } from '../../parts/format.js';
import { useWords } from '../../words/words.js';

type Day = Schemas['OverviewDay'];

interface Props {
  readonly today: Day;
  readonly yesterday: Day;
}

/** The figures of today, each above yesterday's. */
export function Sums({ today, yesterday }: Props) {
  const words = useWords().overview;
  const figures = (day: Day) => [
    [words.orders, String(day.orders)],
    [words.paid, yuanText(day.paidAmount)],
    [words.refunded, yuanText(day.refundedAmount)],
    [words.net, yuanText(day.net)],
    [words.average, yuanText(day.average)],
  ];
  const before = figures(yesterday);
  return (
    <div className="figures">
      {figures(today).map(([title, value], index) => (
        <Card key={title} size="small">
          <Statistic title={`${title} · ${words.today}`} value={value ?? ''} formatter={asTold} />
          <Typography.Text type="secondary">
            {words.yesterday} {before[index]?.[1]}
          </Typography.Text>
        </Card>
      ))}
    </div>
  );
}

/** A sum is shown as the API told it: to make a number of it could lose fen. */
function asTold(value: string | number) {
  return value;
}
