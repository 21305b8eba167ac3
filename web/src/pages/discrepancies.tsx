import { Button, type TableColumnsType, Typography } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { yuanText } from '../parts/format.js';
import { NoteDialog } from '../parts/note-dialog.js';
import { oneOf } from '../parts/one-of.js';
import { PagedTable } from '../parts/paged-table.js';
import { StateTabs } from '../parts/state-tabs.js';
import { StateTag } from '../parts/state-tag.js';
import { useWords } from '../words/words.js';

type Discrepancy = Schemas['Discrepancy'];
type Filters = { readonly day?: string; readonly state?: string };

interface Props {
  readonly filters: Filters;
  readonly onFilter: (changes: { day?: string | undefined; state?: string | undefined }) => void;
}

/** Where Alipay's bills and the books differ. */
export function Discrepancies({ filters, onFilter }: Props) {
  const words = useWords();
  const columns = useColumns();
  const { day } = filters;
  const state = oneOf(words.discrepancyState, filters.state);
  const load = (cursor: string | undefined) => {
    const query = {
      ...(day === undefined ? {} : { day }),
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return dataOf(api.GET('/api/v1/discrepancies', { params: { query } }));
  };
  return (
    <>
      <Typography.Title level={2} style={{ fontSize: 18 }}>
        {words.reconciliation.discrepancies} {day ?? ''}
      </Typography.Title>
      <StateTabs
        label={words.common.state}
        words={words.discrepancyState}
        value={filters.state}
        onChange={(chosen) => onFilter({ state: chosen })}
      />
      {day === undefined ? null : (
        <p>
          <Button onClick={() => onFilter({ day: undefined })}>{words.billWork.allDays}</Button>
        </p>
      )}
      <PagedTable
        title={words.reconciliation.discrepancies}
        queryKey={['discrepancies', filters]}
        load={load}
        columns={columns}
        rowKey={({ id }) => id}
      />
    </>
  );
}

function useColumns(): TableColumnsType<Discrepancy> {
  const { reconciliation: words, common, discrepancyKind, discrepancyState, orders } = useWords();
  return [
    { title: words.day, key: 'day', dataIndex: 'day' },
    { title: common.kind, key: 'kind', render: (_, { kind }) => discrepancyKind[kind] },
    {
      title: common.state,
      key: 'state',
      render: (_, { state }) => <StateTag state={state} words={discrepancyState[state]} />,
    },
    { title: orders.outTradeNo, key: 'outTradeNo', dataIndex: 'outTradeNo' },
    {
      title: words.bill,
      key: 'bill',
      align: 'right',
      render: (_, { billAmount }) => yuanText(billAmount),
    },
    {
      title: words.ours,
      key: 'ours',
      align: 'right',
      render: (_, { ourAmount }) => yuanText(ourAmount),
    },
    {
      title: common.detail,
      key: 'done',
      render: (_, { done }) => <span className="wrap">{done ?? '–'}</span>,
    },
    {
      title: common.actions,
      key: 'actions',
      render: (_, one) => <Resolution discrepancy={one} />,
    },
  ];
}

function Resolution({ discrepancy }: { readonly discrepancy: Discrepancy }) {
  const words = useWords().reconciliation;
  const [isOpen, open] = useState(false);
  const { id, state } = discrepancy;
  if (state !== 'OPEN') return null;
  const resolve = (note: string) => {
    const request = { params: { path: { id } }, body: { note } };
    return dataOf(api.POST('/api/v1/discrepancies/{id}/resolve', request));
  };
  return (
    <>
      <ActionButton
        needs="reconciliation.decide"
        label={words.resolve}
        onClick={() => open(true)}
      />
      {isOpen ? (
        <NoteDialog
          title={words.resolve}
          will={words.resolveWill}
          act={resolve}
          onClose={() => open(false)}
        />
      ) : null}
    </>
  );
}
