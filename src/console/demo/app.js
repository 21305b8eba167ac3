import { action } from './action.js';
import { afterSalePage } from './after-sale-page.js';
import { send } from './api.js';
import { readCart } from './cart.js';
import { cartPage } from './cart-page.js';
import { confirmPage } from './confirm-page.js';
import { h, icon, say } from './dom.js';
import { goodsPage, skuPage } from './goods-page.js';
import { orderPage, ordersPage } from './orders-page.js';
import { payPage } from './pay-page.js';
import { go, readHash, start } from './router.js';
import { isOperator, session, signedOut } from './session.js';
import { registerPage, signInPage } from './sign-in-page.js';

const ROUTES = [
  { path: /^\/$/, page: goodsPage },
  { path: /^\/goods\/(\d+)$/, page: skuPage },
  { path: /^\/cart$/, page: cartPage },
  { path: /^\/sign-in$/, page: signInPage },
  { path: /^\/register$/, page: registerPage },
  { path: /^\/confirm$/, page: confirmPage, signedIn: true },
  { path: /^\/pay\/(\d+)$/, page: payPage, signedIn: true },
  { path: /^\/orders$/, page: ordersPage, signedIn: true },
  { path: /^\/orders\/(\d+)$/, page: orderPage, signedIn: true },
  { path: /^\/orders\/(\d+)\/after-sale$/, page: afterSalePage, signedIn: true },
];

const ICONS = {
  goods:
    'M4 10l1.5-6h13L20 10M5 10v10h14V10M4 10a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0 2.7 2.7 0 0 0 5.3 0M10 20v-5h4v5',
  cart: 'M3 4h2.5l2.2 11.2h10L20 7.5H6.2M9 19.5h.01M16.5 19.5h.01',
  orders: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 8h5M9.5 12h5',
  who: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
};

let inCart = 0;

function link(path, name, drawing, extra = null) {
  const here = readHash(location.hash).path;
  const isHere = path === '/' ? here === '/' || here.startsWith('/goods') : here.startsWith(path);
  return h('a', { href: `#${path}`, 'aria-current': isHere && 'page' }, icon(drawing), name, extra);
}

function drawNav() {
  const badge = inCart > 0 ? h('b', { class: 'bubble' }, inCart > 99 ? '99+' : inCart) : null;
  const { user } = session();
  const links = [
    link('/', '商品', ICONS.goods),
    isOperator() ? null : link('/cart', '购物车', ICONS.cart, badge),
    link('/orders', isOperator() ? '订单管理' : '我的订单', ICONS.orders),
    user === undefined ? link('/sign-in', '登录', ICONS.who) : null,
  ];
  document.getElementById('nav').replaceChildren(...links.filter((one) => one !== null));
}

async function leave() {
  // Whoever cannot be reached forgets nothing: the token ends by itself then.
  await send('POST', '/auth/logout', { body: {} }).catch(() => undefined);
  signedOut();
  say('已退出登录');
  go('/');
}

function drawWho() {
  const { user } = session();
  const parts =
    user === undefined
      ? []
      : [h('span', {}, user.username), action('退出', leave, { class: 'link', id: 'sign-out' })];
  document.getElementById('who').replaceChildren(...parts);
}

function countCart() {
  // The count is an ornament: when it cannot be had, the page that needs the cart says why.
  if (!isOperator()) void readCart().catch(() => undefined);
}

document.addEventListener('cart', ({ detail }) => {
  inCart = detail;
  drawNav();
});
document.addEventListener('session', () => {
  drawNav();
  drawWho();
  countCart();
});
document.addEventListener('arrived', drawNav);

drawNav();
drawWho();
countCart();
start(ROUTES);
