import { type AnswerParts, answerParts } from '../verification.js';
import { bytesOfText, textOfBytes } from '../byte-text.js';
import { digestOf, inCharset } from './draft.js';
import { type DiagnosisContext, findings, type MessageFindings, saw } from './findings.js';
import type { MessageMistake } from './message-diagnoses.js';
import { openSignature } from './opened-signature.js';
import { htmlUnescaped } from './encoding-repairs.js';
import { certificateMistakes, signerMistakes } from './signer.js';

/** One way in which a text may have been, with the mistake that was made if it is the right one. */
type Variant = readonly [MessageMistake | null, string];

/** Says whether an answer of the gateway verifies, and if not, why. Pure. */
export function diagnoseAnswer(answer: Buffer, context: DiagnosisContext): MessageFindings {
  const text = answer
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trim();
  if (!text.startsWith('{')) return hopeless('answer-no-json', beginningOf(text));
  const read = textVariants(text).flatMap(([mistake, variant]) => {
    const parts = answerParts(variant, rootOf(variant));
    return parts === null ? [] : [{ mistake, parts }];
  });
  for (const { mistake, parts } of read) {
    const found = verified(mistake, parts, context);
    if (found !== null) return found;
  }
  const [first] = read;
  return first === undefined ? unreadable(text) : ofHopeless(first.parts, context);
}

/** The root of the method; of an answer with `error_response` alone, a name that nothing has. */
function rootOf(text: string): string {
  return /"((?!error_response)\w+_response)"\s*:/.exec(text)?.[1] ?? '';
}

function textVariants(text: string): Variant[] {
  return [
    [null, text],
    ['html-escaped', htmlUnescaped(text)],
    ['line-breaks', text.replaceAll(/\r?\n[ \t]*/g, '')],
    ['slashes-added', text.replaceAll('\\"', '"').replaceAll('\\\\', '\\')],
  ];
}

/** The node as it was, before somebody read it as JSON and wrote it again, or changed its charset. */
function nodeVariants(node: string): Variant[] {
  const compact = compacted(node);
  const escaped = compact.replaceAll('/', '\\/');
  return [
    [null, node],
    ['answer-rewritten', compact],
    ['answer-rewritten', escaped],
    ['answer-rewritten', node.replaceAll(/(?<!\\)\//g, '\\/')],
    ['answer-rewritten', snakeCased(compact)],
    ['answer-rewritten', snakeCased(escaped)],
    ['charset-gbk', inCharset(node, 'gb18030')],
    ['charset-gbk', inCharset(compact, 'gb18030')],
    ['charset-wrong', inCharset(node, 'latin1')],
  ];
}

function compacted(node: string): string {
  try {
    return bytesOfText(JSON.stringify(JSON.parse(textOfBytes(node))));
  } catch {
    return node;
  }
}

function snakeCased(node: string): string {
  return node.replaceAll(/"(\w+)":/g, (_, name: string) => {
    return `"${name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}":`;
  });
}

function verified(
  mistake: MessageMistake | null,
  parts: AnswerParts,
  context: DiagnosisContext,
): MessageFindings | null {
  for (const sign of signVariants(parts.sign ?? '')) {
    const opened = openSignature(sign, context.keys);
    if (opened === null) continue;
    const fits = nodeVariants(parts.node).find(
      ([, node]) => digestOf(opened.algorithm, node) === opened.digest,
    );
    if (fits === undefined) continue;
    const codes = [mistake, fits[0], sign === parts.sign ? null : ('plus-lost' as const)];
    const undone = codes.filter((code) => code !== null);
    return findings('answer', true, [
      ...signerMistakes(opened, false),
      ...certificateMistakes(parts.certSn, context),
      ...undone.map((code) => saw(code, 'it verifies once this is undone', '撤销后可以验签')),
    ]);
  }
  return null;
}

function signVariants(sign: string): string[] {
  return [...new Set([sign, sign.replaceAll(/\s/g, '+'), sign.replaceAll(/\s/g, '')])];
}

function ofHopeless(parts: AnswerParts, context: DiagnosisContext): MessageFindings {
  if (parts.sign === null) return hopeless('answer-unsigned', codesIn(parts.node));
  const [sign] = signVariants(parts.sign).flatMap((one) => openSignature(one, context.keys) ?? []);
  const certificate = certificateMistakes(parts.certSn, context);
  const tried = context.keys.map(({ label }) => label).join(', ');
  if (sign === undefined) {
    const unknown = saw('unknown-key', `tried: ${tried}`, `已尝试：${tried}`);
    return findings('answer', false, [...certificate, unknown]);
  }
  const { label } = sign.by;
  const changed = saw(
    'content-changed',
    `the signature is one of ${label}, over another text`,
    `签名确由 ${label} 对应的私钥产生，但签的是另一段文本`,
  );
  return findings('answer', false, [...signerMistakes(sign, false), ...certificate, changed]);
}

function unreadable(text: string): MessageFindings {
  try {
    JSON.parse(textOfBytes(text));
    return hopeless('answer-two-roots', beginningOf(text));
  } catch {
    return hopeless('truncated', 'it ends in the middle', '在中间结束');
  }
}

function codesIn(node: string): string {
  const texts = ['code', 'sub_code'].flatMap((name) => {
    return new RegExp(`"${name}"\\s*:\\s*"([\\w.-]{1,60})"`).exec(node)?.slice(1) ?? [];
  });
  return texts.join(' ');
}

/** Of what may be a page of anybody, no more than says what it is. */
function beginningOf(text: string): string {
  return text.slice(0, 60).replaceAll(/[^ -~]/g, '?');
}

function hopeless(code: MessageMistake, en: string, zh = en): MessageFindings {
  return findings('answer', false, [saw(code, en, zh)]);
}
