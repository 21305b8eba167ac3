import { Segmented } from 'antd';
import { useWords } from '../words/words.js';

interface Props<State extends string> {
  readonly label: string;
  readonly words: Readonly<Record<State, string>>;
  readonly value: string | undefined;
  readonly onChange: (state: string | undefined) => void;
}

/** One tab for each state, and one for all. */
export function StateTabs<State extends string>({ label, words, value, onChange }: Props<State>) {
  const { all } = useWords().common;
  const states = Object.entries<string>(words).map(([state, text]) => ({
    value: state,
    label: text,
  }));
  return (
    <div className="scroller filters" tabIndex={0} role="region" aria-label={label}>
      <Segmented
        aria-label={label}
        options={[{ value: '', label: all }, ...states]}
        value={value ?? ''}
        onChange={(state) => onChange(state || undefined)}
      />
    </div>
  );
}
