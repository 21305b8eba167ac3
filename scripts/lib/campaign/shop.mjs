const SKUS = 10;
/** More buyers than orders that are lived at the same time: each has a cart of its own. */
const SPARE_BUYERS = 8;
const PIECES_AN_ORDER = 12;

const ADDRESS = {
  tag: '家',
  receiver: '张三',
  mobile: '13800000000',
  province: '北京市',
  city: '北京市',
  district: '海淀区',
  detail: '一号',
};

/** Asks the API; a token of null asks as nobody. */
export async function call(base, token, method, path, body) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await fetch(base + path, {
    method,
    headers: token === null ? { 'content-type': 'application/json' } : headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

/**
 * An operator, SKUs with their stock, and buyers with an address.
 *
 * @param {ReturnType<typeof import('./client.mjs').clientOf>} ask
 * @param {{ orders: number, atOnce: number }} load that the stock and the buyers must do for
 */
export async function openShop(ask, { orders, atOnce }) {
  const login = { username: 'operator', password: 'demo-demo-1' };
  const operator = (await ask(null, 'POST', '/api/v1/auth/login', login)).body.token;
  const stock = Math.max(100_000, orders * PIECES_AN_ORDER);
  const initialStock = new Map();
  for (let made = 0; made < SKUS; made += 1) {
    const requiresShipping = made % 2 === 0;
    const price = requiresShipping ? '189.03' : '199.00';
    const sku = { name: `货品 ${made}`, price, stock, requiresShipping };
    const { body } = await ask(operator, 'POST', '/api/v1/skus', sku);
    initialStock.set(body.id, stock);
  }
  const buyers = [];
  for (let made = 0; made < atOnce + SPARE_BUYERS; made += 1) {
    const credentials = { username: `buyer-${made}`, password: 'a long password' };
    const { body } = await ask(null, 'POST', '/api/v1/auth/register', credentials);
    await ask(body.token, 'POST', '/api/v1/addresses', ADDRESS);
    buyers.push(body.token);
  }
  return { operator, buyers, initialStock };
}

/** Subscribes the receiver to all events. */
export async function subscribe({ call: ask, operator, receiver }) {
  const { EVENT_TYPES } = await import('../../../dist/src/events/domain-events.js');
  const wanted = { url: receiver.url, types: [...EVENT_TYPES] };
  const { body } = await ask(operator, 'POST', '/api/v1/webhooks', wanted);
  receiver.trust(body.secret);
  return body.id;
}
