import { json, problem, type Asked, type Reply } from '../http.js';
import type { World } from '../world.js';
import { withFields } from './control.js';

/** `GET /bills/:token`: the zip, once, and within half a minute. */
export function bill(world: World, token: string): Reply {
  const zip = world.bills.take(token, world.clock.now());
  if (zip === null) return problem(403, 'the address is over, or was used');
  const headers = { 'content-type': 'application/zip', 'cache-control': 'no-store' };
  return { status: 200, headers, body: zip };
}

export function billFaultsNow(world: World): Reply {
  return json(200, world.bills.faults);
}

/** `POST /simulator/bills/faults`: plants differences; only what is named is changed. */
export function changeBillFaults(world: World, asked: Asked): Reply {
  return withFields(asked, (fields) => {
    const wrong = world.bills.change(fields);
    return wrong === null ? billFaultsNow(world) : problem(400, wrong);
  });
}
