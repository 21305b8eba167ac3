import { useState } from 'react';
import { api } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { Dialog } from '../../parts/dialog.js';
import { useWords } from '../../words/words.js';

/** Has a day's bill fetched and held against the books again. */
export function RunAgain({ day }: { readonly day: string }) {
  const words = useWords().reconciliation;
  const [isOpen, open] = useState(false);
  const run = () => dataOf(api.POST('/api/v1/reconciliations', { body: { date: day } }));
  return (
    <>
      <ActionButton needs="reconciliation.run" label={words.run} onClick={() => open(true)} />
      {isOpen ? (
        <Dialog
          title={words.run}
          will={words.runWill(day)}
          isReady
          act={run}
          onClose={() => open(false)}
        />
      ) : null}
    </>
  );
}
