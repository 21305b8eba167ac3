import { faultMembers, faultNames, type FaultName } from '../control/faults.js';
import { html, seeOther, type Asked, type Reply } from '../http.js';
import { indexPage } from '../pages/index.js';
import type { World } from '../world.js';
import { changeFaults, moveClock } from './control.js';

/** The page's forms say in text what the switches of `/simulator/…` take as JSON: they are handed on there. */
function asJson(asked: Asked, value: unknown): Asked {
  return { ...asked, isForm: false, body: JSON.stringify(value) };
}

/** Back to the page; with the refusal in words when there was one. */
function backTo(world: World, part: string, reply: Reply): Reply {
  if (reply.status === 200) return seeOther(`/#${part}`);
  const { error } = JSON.parse(String(reply.body)) as { error: { message: string } };
  return html(reply.status, indexPage(world, error.message));
}

/** `POST /clock`: the buttons beside the clock. */
export function clockForm(world: World, asked: Asked): Reply {
  const form = new URLSearchParams(asked.body);
  const [advance, set] = [form.get('advanceMs'), form.get('set')];
  const value = {
    ...(advance === null ? {} : { advanceMs: Number(advance) }),
    ...(set === null ? {} : { set: set.trim() }),
    ...(form.has('reset') ? { reset: true } : {}),
  };
  return backTo(world, 'clock', moveClock(world, asJson(asked, value)));
}

/** `3` is a count, `20%` a share; anything else is left for the switch to refuse. */
function often(text: string): Record<string, unknown> {
  const share = /^(\d{1,3}(?:\.\d+)?) ?%$/.exec(text)?.[1];
  if (share !== undefined) return { probability: Number(share) / 100 };
  return { count: /^\d+$/.test(text) ? Number(text) : text };
}

function faultOf(form: URLSearchParams, name: FaultName): unknown {
  const text = (form.get(name) ?? '').trim();
  if (text === '') return null;
  const members = faultMembers[name].flatMap((member) => {
    const value = (form.get(`${name}.${member}`) ?? '').trim();
    return value === '' ? [] : [[member, member === 'ms' ? Number(value) : value] as const];
  });
  return { ...often(text), ...Object.fromEntries(members) };
}

/** `POST /faults`: all switches as the form has them. */
export function faultForm(world: World, asked: Asked): Reply {
  const form = new URLSearchParams(asked.body);
  if (form.has('reset')) {
    return backTo(world, 'faults', changeFaults(world, asJson(asked, { reset: true })));
  }
  const { seed } = world.faults.current();
  const newSeed = Number(form.get('seed') ?? seed);
  const patch = {
    ...Object.fromEntries(faultNames.map((name) => [name, faultOf(form, name)])),
    repeatNotifies: Number(form.get('repeatNotifies') ?? 0),
    // Naming the seed, even the same, begins all choices anew.
    ...(newSeed === seed ? {} : { seed: newSeed }),
  };
  return backTo(world, 'faults', changeFaults(world, asJson(asked, patch)));
}
