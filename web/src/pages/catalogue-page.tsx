import { InputNumber, Space, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { api, type Schemas } from '../api/client.js';
import { dataOf } from '../api/problem-error.js';
import { ActionButton } from '../parts/action-button.js';
import { Dialog } from '../parts/dialog.js';
import { fenIn, yuanIn } from '../parts/fen.js';
import { yuanText } from '../parts/format.js';
import { NoteDialog } from '../parts/note-dialog.js';
import { Page } from '../parts/page.js';
import { PagedTable } from '../parts/paged-table.js';
import { TextField } from '../parts/text-field.js';
import { useWords } from '../words/words.js';

type Sku = Schemas['Sku'];

/** What the shop sells, and how much of it is there. */
export function CataloguePage() {
  const words = useWords();
  const columns = useColumns();
  return (
    <Page title={words.menu.catalogue}>
      <PagedTable
        title={words.menu.catalogue}
        queryKey={['skus']}
        load={loadSkus}
        columns={columns}
        rowKey={({ id }) => id}
      />
    </Page>
  );
}

function loadSkus(cursor: string | undefined) {
  const query = { all: 'true', ...(cursor === undefined ? {} : { cursor }) };
  return dataOf(api.GET('/api/v1/skus', { params: { query } }));
}

function useColumns(): TableColumnsType<Sku> {
  const { catalogue: words, common, orders } = useWords();
  return [
    { title: 'ID', key: 'id', dataIndex: 'id' },
    {
      title: words.name,
      key: 'name',
      // Goods of one name may differ by their colour alone.
      render: (_, { name, attributes }) => (
        <span className="wrap">{[name, ...attributes.map(({ value }) => value)].join(' ')}</span>
      ),
    },
    {
      title: orders.price,
      key: 'price',
      align: 'right',
      render: (_, { price }) => yuanText(price),
    },
    { title: words.stock, key: 'stock', align: 'right', render: (_, { stock }) => stock ?? '∞' },
    { title: words.sales, key: 'sales', align: 'right', dataIndex: 'sales' },
    {
      title: words.onSale,
      key: 'active',
      render: (_, { active }) => (active ? common.yes : common.no),
    },
    { title: common.actions, key: 'actions', render: (_, sku) => <SkuActions sku={sku} /> },
  ];
}

function SkuActions({ sku }: { readonly sku: Sku }) {
  const { catalogue: words, skuWork } = useWords();
  const [act, choose] = useState<'sale' | 'restock' | 'edit' | null>(null);
  const close = () => choose(null);
  const saleWords = sku.active ? words.takeOff : words.putOn;
  return (
    <Space>
      {sku.stock === null ? null : (
        <ActionButton
          needs="catalogue.manage"
          label={words.restock}
          onClick={() => choose('restock')}
        />
      )}
      <ActionButton needs="catalogue.manage" label={saleWords} onClick={() => choose('sale')} />
      <ActionButton needs="catalogue.manage" label={skuWork.edit} onClick={() => choose('edit')} />
      {act === 'edit' ? <EditDialog sku={sku} onClose={close} /> : null}
      {act === 'restock' ? <RestockDialog sku={sku} onClose={close} /> : null}
      {act === 'sale' ? (
        <Dialog
          title={saleWords}
          will={sku.active ? words.takeOffWill : words.putOnWill(sku.stock)}
          isReady
          act={() => setActive(sku)}
          onClose={close}
        />
      ) : null}
    </Space>
  );
}

function setActive({ id, active }: Sku) {
  const request = { params: { path: { id } }, body: { active: !active } };
  return dataOf(api.PATCH('/api/v1/skus/{id}', request));
}

function RestockDialog({ sku, onClose }: { readonly sku: Sku; readonly onClose: () => void }) {
  const words = useWords().catalogue;
  const [count, setCount] = useState(1);
  const request = { params: { path: { id: sku.id } }, body: { count } };
  return (
    <Dialog
      title={words.restock}
      will={words.restockWill(count)}
      isReady={count > 0}
      act={() => dataOf(api.POST('/api/v1/skus/{id}/restock', request))}
      onClose={onClose}
    >
      <InputNumber
        aria-label={words.pieces}
        min={1}
        max={1_000_000}
        precision={0}
        value={count}
        onChange={(value) => setCount(value ?? 1)}
      />
    </Dialog>
  );
}

function EditDialog({ sku, onClose }: { readonly sku: Sku; readonly onClose: () => void }) {
  const { catalogue: words, skuWork, orders, act } = useWords();
  const [name, setName] = useState(sku.name);
  const [price, setPrice] = useState(sku.price);
  const fen = fenIn(price.trim());
  const isSum = fen !== null && fen > 0;
  const members = { name: name.trim(), price: yuanIn(fen ?? 0) };
  const params = { path: { id: sku.id } };
  const edit = (reason: string) => {
    const body = { ...members, reason };
    return dataOf(api.PATCH('/api/v1/skus/{id}', { params, body }));
  };
  return (
    <NoteDialog
      title={skuWork.edit}
      will={isSum ? skuWork.editWill(members.price) : null}
      isReady={isSum && members.name !== ''}
      isDangerous
      act={edit}
      onClose={onClose}
    >
      <TextField label={words.name} value={name} maxLength={200} onChange={setName} />
      <TextField
        label={orders.price}
        value={price}
        fault={isSum ? null : act.notASum}
        onChange={setPrice}
      />
    </NoteDialog>
  );
}
