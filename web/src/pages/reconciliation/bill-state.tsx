import type { Schemas } from '../../api/client.js';
import { StateTag } from '../../parts/state-tag.js';
import { useWords } from '../../words/words.js';

interface Props {
  readonly state: Schemas['BillState'];
  /** How many differences of the day nobody has decided yet. */
  readonly open: number;
}

/** How far a day's bill is, and whether it differs from the books: a day that is done may still need somebody. */
export function BillState({ state, open }: Props) {
  const { billState, billWork: words } = useWords();
  return (
    <span className="bill-state">
      <StateTag state={state} words={billState[state]} />
      {open === 0 ? null : (
        <span className="bill-differs">
          <span className="bill-differs-sign" aria-hidden="true">{`!${open}`}</span>
          <span className="bill-differs-words">{words.differ(open)}</span>
        </span>
      )}
    </span>
  );
}
