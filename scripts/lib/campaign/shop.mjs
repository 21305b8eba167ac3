const SKUS = 10;
const STOCK = 100_000;
/** More than orders that are lived at the same time: each has a cart of its own. */
const BUYERS = 100;

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

/** An operator, SKUs with their stock, and buyers with an address. */
export async function openShop(base) {
  const login = { username: 'operator', password: 'demo-demo-1' };
  const operator = (await call(base, null, 'POST', '/api/v1/auth/login', login)).body.token;
  const initialStock = new Map();
  for (let made = 0; made < SKUS; made += 1) {
    const requiresShipping = made % 2 === 0;
    const price = requiresShipping ? '189.03' : '199.00';
    const sku = { name: `货品 ${made}`, price, stock: STOCK, requiresShipping };
    const { body } = await call(base, operator, 'POST', '/api/v1/skus', sku);
    initialStock.set(body.id, STOCK);
  }
  const buyers = [];
  for (let made = 0; made < BUYERS; made += 1) {
    const credentials = { username: `buyer-${made}`, password: 'a long password' };
    const { body } = await call(base, null, 'POST', '/api/v1/auth/register', credentials);
    await call(base, body.token, 'POST', '/api/v1/addresses', ADDRESS);
    buyers.push(body.token);
  }
  return { operator, buyers, initialStock };
}
