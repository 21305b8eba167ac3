import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { billZipOf } from '../reconciliation/bill-maker.js';
import { openReceiver, type Receiver } from '../webhooks/receiver.js';
import type { Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { describeInBrowser, openBrowser, visitor } from './chromium.js';
import { complaintsOf, confirm, named, signIn } from './console-world.js';

const DAY_MS = 86_400_000;

describeInBrowser('the dialogs of the console (needs CHROMIUM_PATH)', () => {
  let browser: Browser;
  let shop: Shop;
  let customer: Client;
  let operator: Client;
  let receiver: Receiver;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    shop = await openShop({ APPROVE_FROM: '1000.00', WEBHOOK_ALLOW_PRIVATE: 'true' });
    browser = await openBrowser();
    customer = await shop.customer();
    operator = await shop.operator();
    receiver = await openReceiver();
    page = await visitor(browser);
    complaints = complaintsOf(page);
    await signIn(shop, page, 'admin');
  });

  afterAll(async () => {
    await browser?.close();
    await receiver?.close();
    await shop?.close();
  });

  /** The number of an order of so many pieces that was paid. */
  const paidOrder = async (count: number): Promise<string> => {
    const skuId = await shop.sku({ name: '手冲咖啡壶' });
    const { orderNo } = await placeOrder(customer, skuId, count);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.buyer.pay(orderNo);
    const state = async () => (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
    await until('the order is paid', async () => (await state()) === 'TO_SHIP');
    return orderNo;
  };

  /** A case whose goods are to come back. */
  const claimed = async (): Promise<{ readonly id: string }> => {
    const orderNo = await paidOrder(1);
    const parcel = { carrier: '顺丰速运', trackingNumber: 'SF1' };
    await operator.post(`/api/v1/orders/${orderNo}/ship`, parcel);
    await customer.post(`/api/v1/orders/${orderNo}/receive`);
    const lines = [{ lineId: 1, count: 1 }];
    const claim = { type: 'returnAndRefund', lines, reason: '不合适' };
    return (await customer.post(`/api/v1/orders/${orderNo}/after-sales`, claim)).body;
  };

  const open = (path: string) => page.goto(`${shop.url}/console${path}`);
  const button = (name: string) => page.getByRole('button', { name: named(name) });

  it('sends a part of an order, corrects its parcel, and refunds a piece with freight and without restock', async () => {
    const orderNo = await paidOrder(3);
    await open(`/orders/${orderNo}`);
    await button('发货').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('快递公司').fill('顺丰速运');
    await dialog.getByLabel('运单号').fill('SF1');
    await dialog.getByLabel('手冲咖啡壶 × 3').fill('1');
    await dialog.getByText('将发出 1 件商品。').waitFor();
    await confirm(page, '发货');
    await button('更正').click();
    await dialog.getByLabel('运单号').fill('SF2');
    await confirm(page, '更正');
    await page.getByText('顺丰速运 SF2').first().waitFor();
    expect(await button('修改地址').isDisabled()).toBe(true);

    await button('退款').click();
    await dialog.getByText('按件').click();
    await dialog.getByLabel('手冲咖啡壶 ¥199.00').fill('1');
    await dialog.getByLabel('退回库存').uncheck();
    await dialog.getByLabel('运费，至多 ¥10.00').fill('4');
    await dialog.getByLabel('原因').fill('少发一件');
    const told = '1 件商品退还买家 ¥203.00，其中 0 件退回库存。 此后该订单还可退 ¥404.00。';
    await dialog.getByText(told).waitFor();
    await confirm(page, '退款');
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
    const line = { lineId: 1, count: 1, restockCount: 0, amount: '199.00' };
    expect(body.items).toMatchObject([{ amount: '203.00', freight: '4.00', lines: [line] }]);
  });

  it('rejects a case with a reason, and books goods that came back for another', async () => {
    const first = await claimed();
    await claimed();
    await open('/cases?state=APPLIED');
    await button('拒绝').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('原因').fill('商品已使用');
    await dialog.getByText('¥199.00 仍归店铺；买家会看到您填写的原因。').waitFor();
    await confirm(page, '拒绝');
    await until(
      'the rejected one leaves the list',
      async () => (await button('同意').count()) === 1,
    );
    await button('同意').click();
    await dialog.getByLabel('收件人').fill('退货组');
    await dialog.getByLabel('电话').fill('01012345678');
    await dialog.getByLabel('地址').fill('3 号库');
    await dialog.getByLabel('决定的理由').fill('照片属实');
    await confirm(page, '同意');
    // The newest stands first: that was rejected.
    const sent = { carrier: '顺丰速运', trackingNumber: 'SF9' };
    await customer.post(`/api/v1/after-sales/${first.id}/send-back`, sent);
    await open('/cases?state=SENT_BACK');
    await button('确认收到退货').click();
    await dialog.getByLabel('退回库存').check();
    await dialog.getByText(/收到 1 件退货，其中 1 件退回库存；最多 ¥199\.00/).waitFor();
    await confirm(page, '确认收到退货');
    const { body } = await operator.get('/api/v1/after-sales');
    const states = body.items.map((one: { state: string }) => one.state);
    expect(states.toSorted()).toEqual(['REFUNDED', 'REJECTED']);
  });

  it('agrees to a case whose goods stay with the buyer, and its money goes back', async () => {
    const orderNo = await paidOrder(1);
    const claim = { type: 'refundOnly', lines: [{ lineId: 1, count: 1 }], reason: '不想要了' };
    const { body: made } = await customer.post(`/api/v1/orders/${orderNo}/after-sales`, claim);
    await open('/cases?state=APPLIED');
    await page.getByRole('row').filter({ hasText: orderNo }).waitFor();
    await button('同意').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`¥${made.amount} 将退还买家，商品不退回。`).waitFor();
    await dialog.getByLabel('决定的理由').fill('尚未发货');
    await confirm(page, '同意');
    await shop.sweep();
    await open('/cases?state=REFUNDED');
    await page.getByRole('row').filter({ hasText: orderNo }).waitFor();
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
    expect(body.items).toMatchObject([{ state: 'SUCCEEDED', amount: made.amount }]);
    // It was the refund that waited for the answer.
    const { body: trail } = await operator.get(`/api/v1/audit?object=refund:${body.items[0].id}`);
    expect(trail.items).toMatchObject([{ what: 'refund.approve', reason: '尚未发货' }]);
  });

  it('changes a price, and keeps why in the audit log', async () => {
    const id = await shop.sku({ name: '紫砂壶' });
    await open('/catalogue');
    const row = page.getByRole('row').filter({ hasText: '紫砂壶' });
    await row.getByRole('button', { name: named('编辑') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('单价').fill('188.00');
    await dialog.getByText('新订单的单价为 ¥188.00，已有订单不受影响。').waitFor();
    const agree = dialog.getByRole('button', { name: named('编辑') });
    expect(await agree.isDisabled()).toBe(true);
    await dialog.getByLabel('决定的理由').fill('换季');
    await confirm(page, '编辑');
    await row.getByText('¥188.00').waitFor();
    const { body } = await operator.get(`/api/v1/audit?object=sku:${id}`);
    const [before, after] = [{ price: '199.00' }, { price: '188.00' }];
    expect(body.items).toMatchObject([{ what: 'sku.change', before, after, reason: '换季' }]);
  });

  it('lets a second person, and nobody else, agree to what somebody proposed about held money', async () => {
    const trade = { out_trade_no: 'X1', trade_no: 'T1', total_amount: '1000.00' };
    await shop.anybody.postForm('/api/v1/alipay/notify', signNotify(shop.keys, trade));
    await open('/incidents?state=OPEN');
    await button('依据').click();
    await page.getByText('本地没有该交易号的支付。').waitFor();
    await page.getByText('"total_amount": "1000.00"').waitFor();
    await page.keyboard.press('Escape');
    await button('已另行处理').click();
    await page.getByRole('dialog').getByLabel('决定的理由').fill('收款码收款');
    await confirm(page, '已另行处理');
    await page.getByText('已提交，等待另一人决定；目前没有资金变动。').waitFor();
    await page.getByText('test-admin 提议：已另行处理。须由另一人决定。').waitFor();
    expect(await button('同意提议').isDisabled()).toBe(true);

    const other = await visitor(browser);
    await signIn(shop, other, 'finance', '/incidents?state=OPEN');
    await other.getByRole('button', { name: named('同意提议') }).click();
    await other.getByRole('dialog').getByLabel('决定的理由').fill('已核对小票');
    await confirm(other, '同意提议');
    await other.getByText('暂无数据').last().waitFor();
    const { body } = await operator.get('/api/v1/incidents');
    expect(body.items).toMatchObject([{ state: 'RESOLVED', proposal: null }]);
    await other.close();
  });

  it('takes a bill, and tells the differences of its day', async () => {
    const day = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
    await open(`/reconciliation?day=${day}`);
    await button('上传账单').click();
    const buffer = billZipOf(day);
    await page
      .getByLabel('支付宝提供的账单压缩包')
      .setInputFiles({ name: 'bill.zip', mimeType: 'application/zip', buffer });
    await page.getByRole('dialog').getByLabel('决定的理由').fill('自动下载失败');
    await confirm(page, '上传账单');
    await page.getByRole('cell', { name: '本地缺收款' }).waitFor();
    await page.getByText('1 / ¥209.00').waitFor();
    const { body } = await operator.get(`/api/v1/reconciliations/${day}`);
    expect(body).toMatchObject({ state: 'MATCHED', open: 1 });
    const inCalendar = page.locator(`.bill-calendar td[title="${day}"]`);
    await inCalendar.getByText('已核对').waitFor();
    await inCalendar.getByText('1 笔不符').waitFor();
    expect(await page.locator('.bill-calendar').getByText('笔不符').count()).toBe(1);
    await button('处理').click();
    await page.getByRole('dialog').getByLabel('决定的理由').fill('收款码收款');
    await confirm(page, '处理');
    await inCalendar.getByText('1 笔不符').waitFor({ state: 'detached' });
    await inCalendar.getByText('已核对').waitFor();
  });

  it('adds a webhook, and sends its events from a time on again', async () => {
    await open('/webhooks');
    await button('添加 Webhook').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('地址').fill(receiver.url);
    await dialog.getByRole('combobox', { name: '事件' }).fill('order.created');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: named('添加 Webhook') }).click();
    await page.getByText('仅显示这一次，接收方用它验证投递。').waitFor();
    await page.getByRole('button', { name: /知道了|确\s*定/ }).click();
    await shop.relay();
    await button('重放').click();
    await dialog.getByLabel('起始时间（北京时间）').fill('2020-01-01 00:00');
    await dialog.getByLabel('决定的理由').fill('接收方丢失了事件');
    await confirm(page, '重放');
    await page.getByText(/将再次发送 [1-9]\d* 个事件/).waitFor();
    const { body } = await operator.get('/api/v1/webhook-deliveries');
    expect(body.items[0]).toMatchObject({ type: 'order.created', origin: 'replay' });
  });

  it('changes a role and resets a password, and tells both in words in the audit log', async () => {
    await operator.post('/api/v1/people', { username: 'dora', role: 'viewer' });
    await open('/people');
    const row = page.getByRole('row').filter({ hasText: 'dora' });
    await row.getByRole('button', { name: named('更改角色') }).click();
    await page.getByRole('dialog').getByRole('combobox').click();
    await page.getByTitle('客服').click();
    const why = page.getByRole('dialog').getByLabel('决定的理由');
    await why.fill('调岗');
    await confirm(page, '更改角色');
    // The list is read anew: a click upon a row that is being replaced is lost.
    await row.getByText('客服').waitFor();
    await row.getByRole('button', { name: named('重置密码') }).click();
    await why.fill('忘记密码');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: named('重置密码') })
      .click();
    await page.getByText('仅显示这一次').waitFor();
    await open('/audit?who=test-admin');
    await page.getByRole('cell', { name: '重置密码' }).waitFor();
    await page.getByRole('cell', { name: '更改人员' }).waitFor();
    await page.getByRole('cell', { name: '调岗' }).waitFor();
    const { body } = await operator.get('/api/v1/people');
    const [dora] = body.items.filter((one: { username: string }) => one.username === 'dora');
    expect(dora).toMatchObject({ role: 'support' });
  });

  it('says why a pasted notify does not verify', async () => {
    await open('/diagnosis');
    const trade = { out_trade_no: 'X2', trade_no: 'T2', total_amount: '9.00' };
    const form = String(new URLSearchParams(signNotify(shop.keys, trade)));
    const field = page.getByLabel('支付宝的异步通知、同步返回网址或网关应答');
    await field.fill(form);
    // The sign of an answer that is awaited may leave the button after the answer.
    const diagnose = page.getByRole('button', { name: /诊\s*断$/ });
    await diagnose.click();
    await page.getByText('验签通过，且属于本应用。').waitFor();
    await field.fill(form.replace('9.00', '0.09'));
    await diagnose.click();
    await page.getByText('无法验签：').waitFor();
    await page.getByText(/content-changed/).waitFor();
    expect(complaints).toEqual([]);
  });
});
