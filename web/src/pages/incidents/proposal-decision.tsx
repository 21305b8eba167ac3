import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { useIsOwn } from '../../parts/own.js';
import { useWords } from '../../words/words.js';
import { useEvidence } from './evidence-query.js';

interface Props {
  readonly incident: Schemas['Incident'];
  readonly proposal: Schemas['IncidentProposal'];
}

/** Lets a second person say yes or no to what somebody has proposed; nobody approves their own. */
export function ProposalDecision({ incident, proposal }: Props) {
  const { fourEyes, incidents } = useWords();
  const [act, choose] = useState<'approve' | 'reject' | null>(null);
  const isOwn = useIsOwn();
  const what = incidents[proposal.decision];
  const close = () => choose(null);
  const params = { path: { id: incident.id } };
  return (
    <Space orientation="vertical">
      <span className="wrap">{fourEyes.proposed(proposal.proposedBy, what)}</span>
      <Space>
        <ActionButton
          needs="incidents.decide"
          label={fourEyes.approve}
          isDangerous={proposal.decision === 'refund'}
          blocked={isOwn(proposal.proposedBy) ? fourEyes.own : null}
          onClick={() => choose('approve')}
        />
        <ActionButton
          needs="incidents.decide"
          label={fourEyes.reject}
          onClick={() => choose('reject')}
        />
      </Space>
      {act === 'approve' ? (
        <ApproveDialog incident={incident} proposal={proposal} onClose={close} />
      ) : null}
      {act === 'reject' ? (
        <NoteDialog
          title={fourEyes.reject}
          will={fourEyes.rejectWill}
          act={(note) =>
            dataOf(api.POST('/api/v1/incidents/{id}/reject', { params, body: { note } }))
          }
          onClose={close}
        />
      ) : null}
    </Space>
  );
}

function ApproveDialog({ incident, proposal, onClose }: Props & { readonly onClose: () => void }) {
  const { fourEyes, incidents } = useWords();
  const { data } = useEvidence(incident.id);
  const { decision, reason: proposed } = proposal;
  const params = { path: { id: incident.id } };
  return (
    <NoteDialog
      title={fourEyes.approve}
      will={data === undefined ? null : fourEyes.approveWill(incidents[decision], data.goesBack)}
      isReady={data !== undefined}
      isDangerous={decision === 'refund'}
      act={(reason) =>
        dataOf(api.POST('/api/v1/incidents/{id}/approve', { params, body: { reason } }))
      }
      onClose={onClose}
    >
      <span className="wrap">{proposed}</span>
    </NoteDialog>
  );
}
