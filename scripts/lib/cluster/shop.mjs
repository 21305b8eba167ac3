const SKUS = 10;
const BUYERS = 20;
const PIECES_AN_ORDER = 3;

const ADDRESS = {
  tag: '家',
  receiver: '张三',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '一号',
};

/**
 * An operator, SKUs with their stock, and buyers with an address.
 *
 * @param {ReturnType<typeof import('./client.mjs').clientOf>} call
 * @param {number} orders that the stock must do for
 */
export async function openShop(call, orders) {
  const login = { username: 'operator', password: 'demo-demo-1' };
  const operator = (await call(null, 'POST', '/api/v1/auth/login', login)).body.token;
  const stock = Math.max(3_000, orders * PIECES_AN_ORDER);
  const initialStock = new Map();
  for (let made = 0; made < SKUS; made += 1) {
    const requiresShipping = made % 2 === 0;
    const price = requiresShipping ? '189.03' : '199.00';
    const sku = { name: `货品 ${made}`, price, stock, requiresShipping };
    const { body } = await call(operator, 'POST', '/api/v1/skus', sku);
    initialStock.set(body.id, stock);
  }
  const buyers = [];
  for (let made = 0; made < BUYERS; made += 1) {
    const credentials = { username: `buyer-${made}`, password: 'a long password' };
    const { body } = await call(null, 'POST', '/api/v1/auth/register', credentials);
    await call(body.token, 'POST', '/api/v1/addresses', ADDRESS);
    buyers.push(body.token);
  }
  return { operator, buyers, initialStock };
}

/** Subscribes the receiver to all events. */
export async function subscribe({ call, operator, receiver }) {
  const { EVENT_TYPES } = await import('../../../dist/src/events/domain-events.js');
  const wanted = { url: receiver.url, types: [...EVENT_TYPES] };
  const { body } = await call(operator, 'POST', '/api/v1/webhooks', wanted);
  return body.id;
}
