// A shop that sells one thing, and hears by a signed webhook that it was paid.
import { randomUUID } from 'node:crypto';
import { createClient, dataOf, ProblemError, verifyWebhook } from '@alipay-checkout/client';
import express from 'express';

const {
  CHECKOUT_URL,
  SHOP_USER,
  SHOP_PASSWORD,
  SKU_ID,
  WEBHOOK_SECRET,
  PORT = '3001',
} = process.env;
const credentials = { username: SHOP_USER, password: SHOP_PASSWORD };
const anybody = createClient({ baseUrl: CHECKOUT_URL });
const { token } = await dataOf(anybody.POST('/api/v1/auth/login', { body: credentials }));
const checkout = createClient({ baseUrl: CHECKOUT_URL, token });

const paid = new Set(); // A real shop keeps them in its database.
const app = express();

app.get('/', (_request, response) => {
  response.type('html').send('<form action="/buy" method="post"><button>Buy it</button></form>');
});

app.post('/buy', async (_request, response) => {
  const wanted = { source: 'buyNow', skuId: Number(SKU_ID), count: 1 };
  const { quoteToken } = await dataOf(checkout.POST('/api/v1/orders/quote', { body: wanted }));
  const { order, payment } = await dataOf(
    checkout.POST('/api/v1/checkout', {
      // The same key each time: however often the network fails, it is one order.
      params: { header: { 'Idempotency-Key': randomUUID() } },
      body: { quoteToken, method: 'page' },
    }),
  );
  response.set('x-order', order.orderNo).redirect(303, payment.payUrl);
});

// The body as it came: a signature holds for its bytes.
app.post('/webhook', express.raw({ type: 'application/json' }), (request, response) => {
  const event = verifyWebhook(WEBHOOK_SECRET, request.headers, request.body);
  if (event.type === 'order.paid') paid.add(event.data.orderNo);
  response.sendStatus(204);
});

app.get('/orders/:orderNo', async (request, response) => {
  const params = { path: { orderNo: request.params.orderNo } };
  const { state } = await dataOf(checkout.GET('/api/v1/orders/{orderNo}', { params }));
  response.json({ state, paid: paid.has(request.params.orderNo) });
});

app.use((error, _request, response, _next) => {
  const refused = error instanceof ProblemError;
  response
    .status(refused ? error.status : 400)
    .type('text')
    .send(error.message);
});

app.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}`));
