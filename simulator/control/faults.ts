import { serverMethods, type ServerMethod } from '../gateway/call.js';
import { random } from './random.js';

/** How often a fault happens: the next `count` times, or each time with `probability`. */
type Often = { readonly count: number } | { readonly probability: number };

/** A fault of answers; with `method` only answers to that method are looked at. */
type OftenAnswer = Often & { readonly method?: ServerMethod };

/** The switches that make this gateway misbehave on purpose. A new fault is a switch here and a question asked at its place. */
export interface FaultSettings {
  /** Notifies that are not sent at all. They are tried again later. */
  readonly loseNotifies: Often | null;
  /** Notifies of which a second copy goes out at the same moment. */
  readonly doubleNotifies: Often | null;
  /** Notifies that are kept back for up to `ms`. */
  readonly delayNotifies: (Often & { readonly ms: number }) | null;
  /** Notifies that are kept back until a later one of the same trade went out, at most until their second try. */
  readonly reorderNotifies: Often | null;
  /** Notifies whose answer `success` does not get through, so that they come again. */
  readonly deafNotifies: Often | null;
  /** How many more copies go out at the same moment, at each try of each notify. */
  readonly repeatNotifies: number;
  /** Requests whose connection is cut before anything is done. */
  readonly loseRequests: OftenAnswer | null;
  /** Calls that are refused with `subCode`, signed, before anything is done. */
  readonly refuseCalls: (OftenAnswer & { readonly subCode: string }) | null;
  /** Answers whose connection is cut after the action. */
  readonly loseAnswers: OftenAnswer | null;
  /** Answers that are held back for `ms` after the action. */
  readonly slowAnswers: (OftenAnswer & { readonly ms: number }) | null;
  /** HTTP 502 after the action. */
  readonly failAnswers: OftenAnswer | null;
  /** Code 20000, signed, after the action. */
  readonly unknownAnswers: OftenAnswer | null;
  /** Half of the answer's text. */
  readonly garbleAnswers: OftenAnswer | null;
  readonly unsignAnswers: OftenAnswer | null;
  /** Answers with the signature of another text. */
  readonly missignAnswers: OftenAnswer | null;
  /** The buyer pays in the instant before a close is done, which is therefore refused. */
  readonly payAtClose: Often | null;
  /** Refunds that are done and answered `fund_change` `N`. */
  readonly denyFundChange: Often | null;
  /** New refunds that are refused because the seller's balance is too low. */
  readonly emptyBalance: Often | null;
  /** Seed of the random choices: the same seed and the same order of requests make the same faults. */
  readonly seed: number;
}

/** The switches that say how often. */
export type FaultName = Exclude<keyof FaultSettings, 'repeatNotifies' | 'seed'>;

export type FaultMember = 'ms' | 'method' | 'subCode';
type Members = readonly FaultMember[];

/** What each switch takes beside how often. */
export const faultMembers: Readonly<Record<FaultName, Members>> = {
  loseNotifies: [],
  doubleNotifies: [],
  delayNotifies: ['ms'],
  reorderNotifies: [],
  deafNotifies: [],
  loseRequests: ['method'],
  refuseCalls: ['method', 'subCode'],
  loseAnswers: ['method'],
  slowAnswers: ['ms', 'method'],
  failAnswers: ['method'],
  unknownAnswers: ['method'],
  garbleAnswers: ['method'],
  unsignAnswers: ['method'],
  missignAnswers: ['method'],
  payAtClose: [],
  denyFundChange: [],
  emptyBalance: [],
};

export const faultNames = Object.keys(faultMembers) as FaultName[];
const off = Object.fromEntries(faultNames.map((name) => [name, null])) as Record<FaultName, null>;

export const noFaults: FaultSettings = { ...off, repeatNotifies: 0, seed: 1 };

const LONGEST_MS = 86_400_000;

/** How a switch's members are written. */
const WRITTEN: Readonly<Record<Members[number], string>> = {
  ms: ', "ms": n',
  method: ', "method"?: "…"',
  subCode: ', "subCode": "…"',
};

type Read = { readonly value: unknown } | { readonly problem: string };

function wholeNumber(value: unknown, max: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= max;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

const fine: Readonly<Record<string, (value: unknown) => boolean>> = {
  count: (value) => wholeNumber(value, 1e6),
  probability: isShare,
  ms: (value) => wholeNumber(value, LONGEST_MS),
  method: (value) => serverMethods.some((known) => known === value),
  subCode: (value) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value),
};

/** Exactly one of count and probability, `ms` and `subCode` where they belong, `method` where it may stand; nothing else. */
function isOften(value: object, members: Members): boolean {
  const given = Object.keys(value);
  const allowed = ['count', 'probability', ...members];
  const known = given.every((name) => allowed.includes(name));
  const right = Object.entries(value).every(([name, one]) => fine[name]?.(one));
  const how = given.filter((name) => name === 'count' || name === 'probability');
  const needed = members.filter((member) => member !== 'method');
  return known && right && how.length === 1 && needed.every((member) => given.includes(member));
}

function readOften(name: FaultName, value: unknown): Read {
  const members = faultMembers[name];
  if (value === null) return { value: null };
  if (members.length === 0 && wholeNumber(value, 1e6)) return { value: { count: value } };
  if (typeof value === 'object' && isOften(value, members)) return { value: { ...value } };
  const also = members.map((member) => WRITTEN[member]);
  const form = (how: string) => `{"${how}"${also.join('')}}`;
  return { problem: `${name}: ${form('count": n, or "probability": 0..1')} or null` };
}

function readSetting(name: string, value: unknown): Read {
  if (name === 'repeatNotifies') {
    return wholeNumber(value, 100) ? { value } : { problem: 'repeatNotifies: 0 to 100' };
  }
  if (name === 'seed') {
    return wholeNumber(value, 2 ** 32 - 1) ? { value } : { problem: 'seed: 0 to 2^32-1' };
  }
  if (Object.hasOwn(faultMembers, name)) return readOften(name as FaultName, value);
  return { problem: `unknown fault ${name}; known: ${Object.keys(noFaults).join(', ')}` };
}

export class Faults {
  private settings = noFaults;
  /** One stream for each switch: turning one on changes nothing about the others. */
  private streams = new Map<FaultName, () => number>();

  current(): FaultSettings {
    return this.settings;
  }

  /** Turns all faults off and goes back to the first seed. */
  reset(): void {
    this.settings = noFaults;
    this.streams.clear();
  }

  /** Changes the switches named in `patch`; answers what is wrong with it, in which case nothing is changed. */
  change(patch: Readonly<Record<string, unknown>>): string | null {
    const changed: Record<string, unknown> = { ...this.settings };
    for (const [name, value] of Object.entries(patch)) {
      const read = readSetting(name, value);
      if ('problem' in read) return read.problem;
      changed[name] = read.value;
    }
    this.settings = changed as unknown as FaultSettings;
    if ('seed' in patch) this.streams.clear();
    return null;
  }

  /** Asked at the place of a fault: does it happen now, in an answer to `method`? Each yes uses up one of a count. */
  happens(name: FaultName, method?: ServerMethod): boolean {
    const often = this.settings[name];
    if (often === null) return false;
    if ('method' in often && often.method !== method) return false;
    if ('probability' in often) return this.draw(name) < often.probability;
    if (often.count === 0) return false;
    this.settings = { ...this.settings, [name]: { ...often, count: often.count - 1 } };
    return true;
  }

  /** The `ms` of a slow answer that happens now; 0 when it does not. */
  slowness(method: ServerMethod): number {
    const ms = this.settings.slowAnswers?.ms ?? 0;
    return this.happens('slowAnswers', method) ? ms : 0;
  }

  /** With which code a call is refused now; null for most. */
  refusalOf(method: ServerMethod): string | null {
    const subCode = this.settings.refuseCalls?.subCode ?? null;
    return this.happens('refuseCalls', method) ? subCode : null;
  }

  /** For how long a notify is kept back now, in ms; 0 for most. */
  lateness(): number {
    const ms = this.settings.delayNotifies?.ms ?? 0;
    return this.happens('delayNotifies') ? Math.ceil(ms * this.draw('delayNotifies')) : 0;
  }

  private draw(name: FaultName): number {
    const known = this.streams.get(name);
    const stream = known ?? random(this.settings.seed + faultNames.indexOf(name) * 7919);
    if (known === undefined) this.streams.set(name, stream);
    return stream();
  }
}
