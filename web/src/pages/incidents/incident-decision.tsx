import { Space } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { dataOf } from '../../api/problem-error.js';
import { ActionButton } from '../../parts/action-button.js';
import { NoteDialog } from '../../parts/note-dialog.js';
import { SecondPersonNote } from '../../parts/second-person-note.js';
import { useWords } from '../../words/words.js';
import { EvidenceDrawer } from './evidence-drawer.js';
import { useEvidence } from './evidence-query.js';
import { ProposalDecision } from './proposal-decision.js';

interface Props {
  readonly incident: Schemas['Incident'];
}

interface DialogProps extends Props {
  readonly onClose: () => void;
}

/** What an incident rests on, and what can be decided about it, or about what somebody has proposed to do. */
export function IncidentDecision({ incident }: Props) {
  const words = useWords().incidents;
  const [isShown, show] = useState(false);
  return (
    <Space wrap>
      <ActionButton needs="incidents.read" label={words.evidence} onClick={() => show(true)} />
      {isShown ? <EvidenceDrawer incident={incident} onClose={() => show(false)} /> : null}
      {incident.state === 'OPEN' ? <Choices incident={incident} /> : null}
    </Space>
  );
}

function Choices({ incident }: Props) {
  const { proposal } = incident;
  if (proposal !== null) return <ProposalDecision incident={incident} proposal={proposal} />;
  return <FirstDecision incident={incident} />;
}

function FirstDecision({ incident }: Props) {
  const words = useWords().incidents;
  const [decision, decide] = useState<'refund' | 'dismiss' | null>(null);
  const close = () => decide(null);
  return (
    <Space wrap>
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
      {decision === 'refund' ? <RefundDialog incident={incident} onClose={close} /> : null}
      {decision === 'dismiss' ? <DismissDialog incident={incident} onClose={close} /> : null}
    </Space>
  );
}

function RefundDialog({ incident, onClose }: DialogProps) {
  const { incidents: words, fourEyes } = useWords();
  const { data } = useEvidence(incident.id);
  const params = { path: { id: incident.id } };
  return (
    <NoteDialog
      title={words.refund}
      will={data === undefined ? null : words.refundWill(data.goesBack)}
      isReady={data !== undefined}
      isDangerous
      act={(note) => dataOf(api.POST('/api/v1/incidents/{id}/refund', { params, body: { note } }))}
      outcome={({ proposal }) => (proposal === null ? null : fourEyes.nowWaits)}
      onClose={onClose}
    >
      <SecondPersonNote />
    </NoteDialog>
  );
}

function DismissDialog({ incident, onClose }: DialogProps) {
  const { incidents: words, fourEyes } = useWords();
  const params = { path: { id: incident.id } };
  return (
    <NoteDialog
      title={words.dismiss}
      will={words.dismissWill}
      act={(note) => dataOf(api.POST('/api/v1/incidents/{id}/dismiss', { params, body: { note } }))}
      outcome={({ proposal }) => (proposal === null ? null : fourEyes.nowWaits)}
      onClose={onClose}
    >
      <SecondPersonNote />
    </NoteDialog>
  );
}
