import { expireDue } from '../trades/trade-actions.js';
import { html, json, problem, type Asked, type Reply } from '../http.js';
import { indexPage } from '../pages/index.js';
import type { World } from '../world.js';
import { bill, billFaultsNow, changeBillFaults } from './bills.js';
import { cashier, leave, left, pay, qrPicture } from './cashier.js';
import { act, changeFaults, clockNow, faultsNow, moveClock, oneTrade, trades } from './control.js';
import { app, gateway, scanned } from './gateway.js';
import { clockForm, faultForm } from './switches.js';
import { interfaceV3 } from './v3.js';

type Answer = (world: World, asked: Asked, a: string, b: string) => Reply | Promise<Reply>;

/** Method, path, handler; a parenthesis in the path is handed on as text. */
const routes: readonly (readonly [string, RegExp, Answer])[] = [
  ['GET', /^\/$/, (world) => html(200, indexPage(world))],
  ['GET', /^\/gateway\.do$/, gateway],
  ['POST', /^\/gateway\.do$/, gateway],
  ['POST', /^\/clock$/, clockForm],
  ['POST', /^\/faults$/, faultForm],
  ['GET', /^\/app$/, app],
  ['POST', /^\/app$/, app],
  ['GET', /^\/qr\/(\w+)$/, (world, _, token) => scanned(world, token)],
  ['GET', /^\/qr\/(\w+)\/picture$/, async (world, _, token) => qrPicture(world, token)],
  ['GET', /^\/cashier\/(\w+)$/, (world, _, token) => cashier(world, token)],
  ['POST', /^\/cashier\/(\w+)\/pay$/, (world, _, token) => pay(world, token)],
  ['POST', /^\/cashier\/(\w+)\/leave$/, (world, _, token) => leave(world, token)],
  ['GET', /^\/cashier\/(\w+)\/left$/, (world, _, token) => left(world, token)],
  ['GET', /^\/simulator\/health$/, () => json(200, { status: 'ok' })],
  ['GET', /^\/simulator\/trades$/, trades],
  ['GET', /^\/simulator\/trades\/(\w+)$/, (world, _, no) => oneTrade(world, no)],
  [
    'POST',
    /^\/simulator\/trades\/(\w+)\/(\w+)$/,
    (world, asked, no, action) => act(world, no, action, asked),
  ],
  ['GET', /^\/bills\/(\w+)$/, (world, _, token) => bill(world, token)],
  ['GET', /^\/simulator\/bills\/faults$/, billFaultsNow],
  ['POST', /^\/simulator\/bills\/faults$/, changeBillFaults],
  ['GET', /^\/simulator\/clock$/, clockNow],
  ['POST', /^\/simulator\/clock$/, moveClock],
  ['GET', /^\/simulator\/faults$/, faultsNow],
  ['POST', /^\/simulator\/faults$/, changeFaults],
];

const isV3 = /^\/v3(\/|$)/;

/** Finds the route and answers. Trades whose time has run out are closed first, so that no answer is behind the clock. */
export async function answer(world: World, asked: Asked): Promise<Reply> {
  expireDue(world);
  if (isV3.test(asked.path)) return interfaceV3(world);
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  const here = routes.filter(([, path]) => path.test(asked.path));
  const route = here.find(([known]) => known === method);
  if (!route)
    return here.length > 0 ? problem(405, 'method not allowed') : problem(404, 'not found');
  const [, a = '', b = ''] = route[1].exec(asked.path) ?? [];
  return route[2](world, asked, a, b);
}
