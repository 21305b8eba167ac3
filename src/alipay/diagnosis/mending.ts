import { changedNames, digestOf, type Draft, signedText } from './draft.js';
import type { TextMistake } from './message-diagnoses.js';
import { type KeyAtHand, openSignature, type OpenedSignature } from './opened-signature.js';
import { undone } from './repairs.js';

/** How a message verifies after all. */
export interface Mended {
  /** What has to be undone, in its order; none: it verifies as it is. */
  readonly mistakes: readonly TextMistake[];
  /** The message as it was signed. */
  readonly draft: Draft;
  /** Names of the parameters that are other ones in it. */
  readonly changed: readonly string[];
  readonly signature: OpenedSignature;
}

/** How much is tried. */
export interface Effort {
  /** So many mistakes on top of each other. */
  readonly depth: number;
  /** So many drafts in all. */
  readonly drafts: number;
}

/** Of a command for which a person waits: a second at most. */
export const PATIENT: Effort = { depth: 3, drafts: 8_000 };

/** In the middle of a request: a few milliseconds. */
export const BRIEF: Effort = { depth: 2, drafts: 200 };

interface Candidate {
  readonly draft: Draft;
  readonly mistakes: readonly TextMistake[];
}

/**
 * Undoes known mistakes, first one and then several, until the message's digest is the one in its signature; null when
 * none of them leads there, or no key at hand made the signature. A cut of the search by `effort` is no proof. Pure.
 */
export function mend(draft: Draft, keys: readonly KeyAtHand[], effort: Effort): Mended | null {
  const opened = openerOf(keys);
  let left = effort.drafts;
  let frontier: Candidate[] = [{ draft, mistakes: [] }];
  for (let depth = 0; depth <= effort.depth && left > 0; depth += 1) {
    const tried = depth === 0 ? frontier : firstOf(further(frontier), left);
    left -= tried.length;
    const found = firstProven(tried, draft, opened);
    if (found !== null) return found;
    frontier = tried;
  }
  return null;
}

function firstProven(tried: readonly Candidate[], before: Draft, opened: Opener): Mended | null {
  for (const candidate of tried) {
    const found = provenBy(candidate, before, opened);
    if (found !== null) return found;
  }
  return null;
}

function firstOf<Item>(items: Iterable<Item>, most: number): Item[] {
  const first: Item[] = [];
  for (const item of items) {
    if (first.length >= most) break;
    first.push(item);
  }
  return first;
}

/** The signature as it stands, or as it was before a known mistake; null: no key at hand made it. Pure. */
export function openSomehow(draft: Draft, keys: readonly KeyAtHand[]): OpenedSignature | null {
  const signs = new Set([draft.get('sign') ?? '']);
  for (const [, mended] of undone(draft)) signs.add(mended.get('sign') ?? '');
  for (const sign of signs) {
    const opened = openSignature(sign, keys);
    if (opened !== null) return opened;
  }
  return null;
}

/** Each candidate with one more mistake undone; no mistake is undone twice. */
function* further(candidates: readonly Candidate[]): Iterable<Candidate> {
  for (const { draft, mistakes } of candidates) {
    for (const [mistake, mended] of undone(draft, mistakes)) {
      yield { draft: mended, mistakes: [...mistakes, mistake] };
    }
  }
}

type Opener = (sign: string) => OpenedSignature | null;

/** Signatures by their text: opening one takes longer than all else. */
function openerOf(keys: readonly KeyAtHand[]): Opener {
  const known = new Map<string, OpenedSignature | null>();
  return (sign) => {
    const before = known.get(sign);
    if (before !== undefined) return before;
    const opened = openSignature(sign, keys);
    known.set(sign, opened);
    return opened;
  };
}

/** alipay.md 1.3: what is not about trades has `sign_type` in its signed text; copies differ for the platform's messages. */
function unsignedOf(draft: Draft): 'with' | 'without' | 'either' {
  if (draft.has('msg_method')) return 'either';
  const type = draft.get('notify_type');
  return type === undefined || type === 'trade_status_sync' ? 'without' : 'with';
}

const BOTH = ['sign', 'sign_type'];
const SIGN = ['sign'];

function provenBy({ draft, mistakes }: Candidate, before: Draft, open: Opener): Mended | null {
  const signature = open(draft.get('sign') ?? '');
  if (signature === null) return null;
  const rule = unsignedOf(draft);
  const tried: readonly (readonly [string, TextMistake[]])[] = [
    [signedText(draft, BOTH), rule === 'with' ? ['sign-type-left-out'] : []],
    [signedText(draft, SIGN), rule === 'without' ? ['sign-type-included'] : []],
    [signedText(draft, BOTH, true), ['empty-fields']],
  ];
  const fits = tried.find(([text]) => digestOf(signature.algorithm, text) === signature.digest);
  if (fits === undefined) return null;
  const all = [...new Set([...mistakes, ...fits[1]])];
  return { mistakes: all, draft, changed: changedNames(before, draft), signature };
}
