import type { Diagnosed } from '../../kernel/diagnosis.js';
import { PLATFORM_MESSAGE } from '../deposit-back.js';
import { ANY_NOTIFY, hasForm, type MessageForm, RETURN, TRADE_NOTIFY } from '../message-fields.js';
import { textOfBytes } from '../byte-text.js';
import type { Draft } from './draft.js';
import { type DiagnosisContext, findings, type MessageFindings, namesIn, saw } from './findings.js';
import { isKnownName } from './known-names.js';
import { type Effort, mend, type Mended, openSomehow } from './mending.js';
import type { MessageMistake, TextMistake } from './message-diagnoses.js';
import type { OpenedSignature } from './opened-signature.js';
import type { Sample } from './pasted.js';
import {
  addresseeMistakes,
  certificateMistakes,
  isOfOtherEnvironment,
  signerMistakes,
} from './signer.js';

type Mistakes = readonly Diagnosed<MessageMistake>[];

/**
 * Says whether a notify, a return or a message of the platform verifies, and if not, which mistake makes it verify once
 * it is undone. Of several ways to read it that one which needs the fewest. Pure.
 */
export function diagnoseMessage(
  samples: readonly Sample[],
  context: DiagnosisContext,
  effort: Effort,
): MessageFindings {
  const mended = firstMended(samples, context, effort);
  if (mended !== null) return mended;
  const [sample] = samples.toSorted((one, other) => rankOf(one) - rankOf(other));
  return sample === undefined ? findings('none', false, []) : ofHopeless(sample, context);
}

const FEW = 4;

function firstMended(
  samples: readonly Sample[],
  { keys, ...context }: DiagnosisContext,
  effort: Effort,
): MessageFindings | null {
  const signed = samples.filter(({ draft }) => openSomehow(draft, keys) !== null);
  const depths = Array.from({ length: effort.depth + 1 }, (_, depth) => depth);
  // The first reading is the most likely one: several mistakes on top of each other are looked for in a few alone.
  const tries = depths.flatMap((depth) =>
    (depth < 2 ? signed : signed.slice(0, FEW)).map((sample) => ({ sample, depth })),
  );
  for (const { sample, depth } of tries) {
    const mended = mend(sample.draft, keys, { ...effort, depth });
    if (mended !== null) return ofMended(sample, mended, { keys, ...context });
  }
  return null;
}

/** Which reading to speak of when none verifies: one that needed nothing undone and has a sign. */
function rankOf({ draft, undone: mistakes }: Sample): number {
  return (draft.has('sign') ? 0 : 10) + mistakes.length;
}

function ofMended(sample: Sample, mended: Mended, context: DiagnosisContext): MessageFindings {
  const { draft, signature, changed } = mended;
  const [appId, sellerId] = [valueOf(draft, 'app_id'), valueOf(draft, 'seller_id')];
  const names = namesIn(changed);
  const texts = [...sample.undone, ...mistakesOf(sample, mended)].map((code) =>
    changed.length === 0
      ? saw(code, 'it verifies once this is undone', '撤销后可以验签')
      : saw(
          code,
          `it verifies once this is undone in ${names.en}`,
          `撤销后可以验签，涉及 ${names.zh}`,
        ),
  );
  const isElsewhere = isOfOtherEnvironment(appId, context);
  const all = [
    ...signerMistakes(signature, isElsewhere),
    ...certificateMistakes(valueOf(draft, 'alipay_cert_sn'), context),
    ...repeated(sample),
    ...texts,
    ...signTypeMistakes(draft, signature),
    ...formMistakes(draft),
    ...addresseeMistakes(appId, sellerId, context),
  ];
  return findings(kindOf(draft), true, oneOfEach(all));
}

/** A sum that ends the body and lacks a digit was cut off; anywhere else somebody has made a number of it. */
function mistakesOf({ draft }: Sample, { mistakes, changed }: Mended): readonly TextMistake[] {
  const isLast = changed.length === 1 && changed[0] === [...draft.keys()].at(-1);
  return mistakes.map((one) => (isLast && one === 'numbers-changed' ? 'truncated' : one));
}

function repeated({ twice }: Sample): Mistakes {
  const names = namesIn(twice);
  return twice.length === 0 ? [] : [saw('field-twice', `twice: ${names.en}`, `重复：${names.zh}`)];
}

function signTypeMistakes(draft: Draft, { algorithm }: OpenedSignature): Mistakes {
  const type = valueOf(draft, 'sign_type');
  if (algorithm === 'sha1' || type === 'RSA2') return [];
  return [saw('sign-type-missing', `sign_type ${type ?? '-'}`, `sign_type ${type ?? '（无）'}`)];
}

function formMistakes(draft: Draft): Mistakes {
  const fields = new Map([...draft].map(([name, value]) => [name, textOfBytes(value)]));
  const shape = shapeOf(draft);
  if (hasForm(new Map([...fields].filter(([, value]) => value !== '')), shape)) return [];
  const missing = namesIn(missingIn(draft));
  const text = missing.en === '' ? 'a value has no such form' : `missing: ${missing.en}`;
  return [saw('malformed', text, missing.zh === '' ? '某个值格式不符' : `缺少：${missing.zh}`)];
}

/** What can be said when nothing makes it verify. */
function ofHopeless(sample: Sample, context: DiagnosisContext): MessageFindings {
  const { draft } = sample;
  const kind = kindOf(draft);
  const sign = valueOf(draft, 'sign');
  const cut = cutMistakes(sample);
  if (sign === null && ![...draft.keys()].some(isKnownName)) {
    return findings('none', false, [saw('no-message', 'no parameter of Alipay', '没有支付宝参数')]);
  }
  if (sign === null) {
    const none = saw('no-sign', 'no parameter "sign"', '没有 sign 参数');
    return findings(kind, false, cut.length > 0 ? cut : [none]);
  }
  const opened = openSomehow(draft, context.keys);
  if (opened === null) return findings(kind, false, ofUnknownSigner(sample, sign, context));
  const isElsewhere = isOfOtherEnvironment(valueOf(draft, 'app_id'), context);
  const signer = signerMistakes(opened, isElsewhere);
  const text = cut.length > 0 ? cut : [...repeated(sample)];
  const changed = saw(
    'content-changed',
    `the signature is one of ${opened.by.label}, over another text`,
    `签名确由 ${opened.by.label} 对应的私钥产生，但签的是另一段文本`,
  );
  return findings(kind, false, [...signer, ...(text.length > 0 ? text : [changed])]);
}

function ofUnknownSigner(sample: Sample, sign: string, context: DiagnosisContext): Mistakes {
  const { draft } = sample;
  const bytes = Buffer.from(sign.replaceAll(' ', '+'), 'base64').length;
  const sizes = context.keys.map(({ key }) => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
  if (sizes.length > 0 && bytes < Math.min(...sizes)) {
    return [saw('truncated', `the sign has ${bytes} bytes`, `sign 只有 ${bytes} 字节`)];
  }
  const appId = valueOf(draft, 'app_id');
  const elsewhere = [
    ...certificateMistakes(valueOf(draft, 'alipay_cert_sn'), context),
    ...addresseeMistakes(appId, valueOf(draft, 'seller_id'), context),
  ];
  const unknown = saw(
    'unknown-key',
    `tried: ${labels(context).en}`,
    `已尝试：${labels(context).zh}`,
  );
  return [...cutMistakes(sample), ...repeated(sample), ...elsewhere, unknown];
}

function labels({ keys }: DiagnosisContext) {
  return namesIn(keys.map(({ label }) => label));
}

function cutMistakes(sample: Sample): Mistakes {
  const missing = missingIn(sample.draft);
  if (!sample.isCut && missing.length === 0 && !endsInTheMiddle(sample.draft)) return [];
  const names = namesIn(missing);
  const end = { en: 'it ends in the middle of a value', zh: '在某个值的中间结束' };
  const words =
    missing.length === 0 ? end : { en: `missing: ${names.en}`, zh: `缺少：${names.zh}` };
  return [{ code: 'truncated', saw: words }];
}

const SUM = /(?:amount|fee)$/;
const TIME = /^(?:gmt_|notify_time|timestamp)/;

/** Whether the last value is the beginning of one. */
function endsInTheMiddle(draft: Draft): boolean {
  const [name = '', value = ''] = [...draft].at(-1) ?? [];
  if (SUM.test(name)) return !/^\d+\.\d\d$/.test(value);
  if (TIME.test(name)) return value.length < 'yyyy-MM-dd HH:mm:ss'.length;
  return name === 'fund_bill_list' && !value.trimEnd().endsWith(']');
}

function missingIn(draft: Draft): string[] {
  return shapeOf(draft).required.filter((name) => (draft.get(name) ?? '') === '');
}

function shapeOf(draft: Draft): MessageForm {
  const kind = kindOf(draft);
  if (kind === 'platform-message') return PLATFORM_MESSAGE;
  if (kind === 'return') return RETURN;
  const type = draft.get('notify_type') ?? 'trade_status_sync';
  return type === 'trade_status_sync' ? TRADE_NOTIFY : ANY_NOTIFY;
}

function kindOf(draft: Draft): MessageFindings['kind'] {
  if (draft.has('msg_method')) return 'platform-message';
  if (draft.get('method')?.endsWith('.return') === true) return 'return';
  const isNotify = [...draft.keys()].some((name) => /^(?:notify_|trade_status|gmt_)/.test(name));
  return isNotify ? 'notify' : 'return';
}

function valueOf(draft: Draft, name: string): string | null {
  const value = draft.get(name) ?? '';
  return value === '' ? null : value;
}

function oneOfEach(mistakes: Mistakes): Mistakes {
  return [...new Map(mistakes.map((one) => [one.code, one])).values()];
}
