import { action, field, form } from './action.js';
import { create, send } from './api.js';
import { takeGuestCart } from './cart.js';
import { h, meta, say } from './dom.js';
import { go } from './router.js';
import { signedIn } from './session.js';

/** Where the person was going, inside the shop only. */
function backOf(query) {
  const back = query.get('back') ?? '/';
  return back.startsWith('/') ? back : '/';
}

async function enter(answer, back) {
  signedIn(answer);
  // A cart that cannot be taken over is no reason not to be signed in.
  await takeGuestCart().catch((error) => say(error.message, 'bad'));
  go(back);
}

const username = () =>
  field('用户名', { name: 'username', autocomplete: 'username', minlength: 3, maxlength: 32 });
const password = (autocomplete) =>
  field('密码', { name: 'password', type: 'password', autocomplete, minlength: 8, maxlength: 128 });

const signIn = (body) => send('POST', '/auth/login', { body });

const ROLE_NAMES = { customer: '演示顾客', admin: '演示运营' };

/** The development data's users, which the server names outside production only. */
function demoButtons(back) {
  const named = meta('demo-users');
  if (named === '') return null;
  const { password: secret, users } = JSON.parse(named);
  const buttons = users.map(({ username: name, role }) =>
    action(
      ROLE_NAMES[role],
      async () => enter(await signIn({ username: name, password: secret }), back),
      { class: 'plain' },
    ),
  );
  return h(
    'div',
    { class: 'demo' },
    h('p', {}, '开发环境，一键登录：'),
    h('div', { class: 'row' }, buttons),
  );
}

/** Sign in with a name and a password. */
export function signInPage({ query }) {
  const back = backOf(query);
  const work = async (values) => enter(await signIn(values), back);
  const register = `#/register?back=${encodeURIComponent(back)}`;
  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, '登录'),
    form({}, [username(), password('current-password')], '登录', work),
    h('p', { class: 'soft' }, '还没有账号？', h('a', { href: register }, '注册一个')),
    demoButtons(back),
  );
}

/** Become a customer. */
export function registerPage({ query }) {
  const back = backOf(query);
  const work = async (values) => enter(await create('/auth/register', values), back);
  return h(
    'section',
    { class: 'card narrow' },
    h('h1', {}, '注册'),
    form({}, [username(), password('new-password')], '注册并登录', work),
    h(
      'p',
      { class: 'soft' },
      '已有账号？',
      h('a', { href: `#/sign-in?back=${encodeURIComponent(back)}` }, '去登录'),
    ),
  );
}
