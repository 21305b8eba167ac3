import type { Words } from '../../kernel/words.js';
import { ORIGINS } from './event-terms.js';

const NOTHING: Words = { en: '', zh: '' };

/**
 * For which pieces and how much freight a refund is, in brackets; nothing of a free sum, nor of an event of an earlier
 * version, which does not tell. Pure.
 */
export function partsWords(of: (member: string) => string): Words {
  const lines = linesIn(of('lines')).map(({ name, count }) => `${count} × ${name}`);
  const freight = of('freight');
  const isFreight = freight !== '?' && freight !== '0.00';
  const en = [...lines, ...(isFreight ? [`freight ¥${freight}`] : [])];
  const zh = [...lines, ...(isFreight ? [`运费 ¥${freight}`] : [])];
  return en.length === 0 ? NOTHING : { en: ` (${en.join(', ')})`, zh: `（${zh.join('、')}）` };
}

/** Who or what asked for a refund; an origin that has no words yet in brackets. Pure. */
export function originWords(origin: string): Words {
  return ORIGINS[origin] ?? { en: `(${origin})`, zh: `（${origin}）` };
}

function linesIn(lines: string): readonly { readonly name: string; readonly count: number }[] {
  return lines === '?' ? [] : (JSON.parse(lines) as { name: string; count: number }[]);
}
