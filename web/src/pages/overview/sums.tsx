import type { Schemas } from '../../api/client.js';
import { yuanText } from '../../parts/format.js';
import { useWords } from '../../words/words.js';

type Day = Schemas['OverviewDay'];

interface Props {
  readonly today: Day;
  readonly yesterday: Day;
}

/** The figures of today, each above yesterday's; sums are shown as the API told them. */
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
        <div key={title} className="card figure">
          <div className="quiet">{`${title} · ${words.today}`}</div>
          <div className="figure-value">{value}</div>
          <div className="quiet">{`${words.yesterday} ${before[index]?.[1] ?? ''}`}</div>
        </div>
      ))}
    </div>
  );
}
