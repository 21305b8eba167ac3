import { Space, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { useWords } from '../../words/words.js';
import { ProposalDecision } from './proposal-decision.js';

type Incident = Schemas['Incident'];

/** What can be decided about an incident, or about what somebody has proposed to do. */
export function IncidentDecision({ incident }: { readonly incident: Incident }) {
  if (incident.state !== 'OPEN') return null;
  const { proposal } = incident;
  if (proposal !== null) return <ProposalDecision incident={incident} proposal={proposal} />;
  return <FirstDecision incident={incident} />;
}

function FirstDecision({ incident }: { readonly incident: Incident }) {
  const { incidents: words, fourEyes } = useWords();
  const [decision, decide] = useState<'refund' | 'dismiss' | null>(null);
  const act = (note: string) => {
    const request = { params: { path: { id: incident.id } }, body: { note } };
    return dataOf(
      decision === 'refund'
        ? api.POST('/api/v1/incidents/{id}/refund', request)
        : api.POST('/api/v1/incidents/{id}/dismiss', request),
    );
  };
  return (
    <Space>
      <ActionButton
        needs="incidents.decide"
        isDangerous
        label={words.refund}
        onClick={() => decide('refund')}
      />
      <ActionButton
        needs="incidents.decide"
        label={words.dismiss}
        onClick={() => decide('dismiss')}
      />
      {decision === null ? null : (
        <NoteDialog
          title={words[decision]}
          will={
            decision === 'refund'
              ? words.refundWill(incident.reportedAmount ?? '–')
              : words.dismissWill
          }
          isDangerous={decision === 'refund'}
          act={act}
          onClose={() => decide(null)}
        >
          <Typography.Text type="secondary">{fourEyes.mayWait}</Typography.Text>
        </NoteDialog>
      )}
    </Space>
  );
}
