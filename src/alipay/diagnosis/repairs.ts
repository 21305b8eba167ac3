import { type Draft, isSame, mapNames, mapValues } from './draft.js';
import { decodedTwice, htmlUnescaped, notDecoded, plusLost } from './encoding-repairs.js';
import { knownNameOf } from './known-names.js';
import type { TextMistake } from './message-diagnoses.js';
import {
  emptyFields,
  gbk,
  jsonReformatted,
  lineBreaks,
  nullTexts,
  numbersChanged,
  parametersAdded,
  signAltered,
  trimmed,
  unicodeUnescaped,
  wrongCharset,
} from './value-repairs.js';

/** A known mistake, and what a message may have been before it was made. */
interface Repair {
  readonly undoes: TextMistake;
  readonly drafts: (draft: Draft) => Iterable<Draft>;
}

function* one(draft: Draft): Iterable<Draft> {
  yield draft;
}

const REPAIRS: readonly Repair[] = [
  {
    undoes: 'plus-kept',
    drafts: (draft) => one(mapValues(draft, (value) => value.replaceAll('+', ' '), ['sign'])),
  },
  { undoes: 'plus-lost', drafts: plusLost },
  {
    undoes: 'html-escaped',
    drafts: (draft) =>
      one(mapNames(mapValues(draft, htmlUnescaped), (name) => name.replace(/^amp;/, ''))),
  },
  { undoes: 'not-decoded', drafts: notDecoded },
  {
    undoes: 'slashes-added',
    drafts: (draft) => one(mapValues(draft, (value) => value.replaceAll(/\\(["'\\/])/g, '$1'))),
  },
  { undoes: 'unicode-escaped', drafts: (draft) => one(mapValues(draft, unicodeUnescaped)) },
  { undoes: 'names-changed', drafts: (draft) => one(mapNames(draft, knownNameOf)) },
  { undoes: 'numbers-changed', drafts: numbersChanged },
  { undoes: 'json-reformatted', drafts: jsonReformatted },
  { undoes: 'null-texts', drafts: nullTexts },
  { undoes: 'line-breaks', drafts: lineBreaks },
  { undoes: 'sign-altered', drafts: signAltered },
  { undoes: 'charset-gbk', drafts: gbk },
  { undoes: 'charset-wrong', drafts: wrongCharset },
  { undoes: 'trimmed', drafts: trimmed },
  { undoes: 'empty-fields', drafts: emptyFields },
  { undoes: 'parameters-added', drafts: parametersAdded },
  { undoes: 'decoded-twice', drafts: decodedTwice },
];

/** A draft without one mistake more than `before`, each in turn; those that change nothing are left out. Pure. */
export function* undone(
  draft: Draft,
  before: readonly TextMistake[] = [],
): Iterable<readonly [TextMistake, Draft]> {
  for (const { undoes, drafts } of REPAIRS) {
    if (!before.includes(undoes)) yield* differing(undoes, draft, drafts(draft));
  }
}

function* differing(
  undoes: TextMistake,
  draft: Draft,
  drafts: Iterable<Draft>,
): Iterable<readonly [TextMistake, Draft]> {
  for (const mended of drafts) if (!isSame(draft, mended)) yield [undoes, mended];
}
