import { Alert, Descriptions, Drawer, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';
import { timeText, yuanText } from '../../parts/format.js';
import { OrderLink } from '../../parts/order-link.js';
import { PageState } from '../../parts/page-state.js';
import { useWords } from '../../words/words.js';
import { useEvidence } from './evidence-query.js';

type Incident = Schemas['Incident'];
type Evidence = Schemas['IncidentEvidence'];

interface Props {
  readonly incident: Incident;
  readonly onClose: () => void;
}

/** What was reported, the message itself, what is ours, and what would go back. */
export function EvidenceDrawer({ incident, onClose }: Props) {
  const words = useWords().incidents;
  const query = useEvidence(incident.id);
  return (
    <Drawer open title={words.evidence} size={560} onClose={onClose}>
      <PageState query={query}>
        {query.data === undefined ? null : <Parts incident={incident} evidence={query.data} />}
      </PageState>
    </Drawer>
  );
}

interface PartsProps {
  readonly incident: Incident;
  readonly evidence: Evidence;
}

function Parts({ incident, evidence }: PartsProps) {
  const { incidents: words, incidentKind } = useWords();
  const { statement, payment, goesBack } = evidence;
  return (
    <div className="stack">
      <Alert
        type="warning"
        title={incidentKind[incident.kind]}
        description={<span className="wrap">{incident.detail}</span>}
      />
      <Part title={words.statement}>
        {statement === null ? words.noStatement : <Statement statement={statement} />}
      </Part>
      <Part title={words.books}>
        {payment === null ? words.noPayment : <Payment payment={payment} />}
      </Part>
      <Part title={words.goesBack}>
        <strong>{yuanText(goesBack)}</strong>
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}

function Statement({ statement }: { readonly statement: Schemas['IncidentStatement'] }) {
  const words = useWords().incidents;
  const { told, receivedAt, report } = statement;
  return (
    <>
      <Typography.Text type="secondary">{timeText(receivedAt)}</Typography.Text>
      <div className="wrap">{told}</div>
      <details open>
        <summary>{words.message}</summary>
        <pre className="facts">{JSON.stringify(report, null, 2)}</pre>
      </details>
    </>
  );
}

function Payment({ payment }: { readonly payment: Schemas['IncidentPayment'] }) {
  const { orders, common, paymentState } = useWords();
  const facts: Readonly<Record<string, ReactNode>> = {
    [common.orderNo]: <OrderLink orderNo={payment.orderNo} />,
    [common.state]: paymentState[payment.state],
    [common.amount]: yuanText(payment.amount),
    [orders.refunded]: yuanText(payment.refundedAmount),
    [orders.paidAt]: timeText(payment.paidAt),
    [orders.tradeNo]: payment.tradeNo ?? '–',
  };
  const items = Object.entries(facts).map(([label, children]) => ({
    key: label,
    label,
    children: <span className="wrap">{children}</span>,
  }));
  return <Descriptions size="small" column={1} items={items} />;
}
