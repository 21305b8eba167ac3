import { canonicalCode, isSystemError, REFUSED_AT_THE_DOOR } from './refusal-codes.js';

/** The members of an answer's node by name; what is not a string stands there as its JSON text. */
export type AnswerFields = Readonly<Record<string, string>>;

/**
 * How a call to Alipay ended. `unknown` is never a failure: it may have been done, so it is asked again, with the same
 * numbers. `refused` is Alipay's final no.
 */
export type Answer<Value> =
  | { readonly outcome: 'done'; readonly value: Value }
  | {
      readonly outcome: 'refused';
      readonly code: string;
      /** In its canonical form (`canonicalCode`). */
      readonly subCode: string;
      readonly detail: string;
    }
  | {
      readonly outcome: 'unknown';
      readonly reason: string;
      /** Alipay did answer, and nobody here can tell that it was Alipay. */
      readonly unverified?: true;
    };

/**
 * What came back from the gateway, before its code is looked at. `unsigned` is a refusal at the door without a signature.
 * `unverified` is an answer that is not believed, which is another thing than none: a wrong key makes all of them so.
 */
export type GatewayStatement =
  | { readonly kind: 'signed'; readonly fields: AnswerFields }
  | { readonly kind: 'unsigned'; readonly fields: AnswerFields }
  | {
      readonly kind: 'unverified';
      readonly reason: string;
      /** The answer's text, to look for what spoilt it; it names buyers, so no log gets it. */
      readonly text?: string;
    }
  | { readonly kind: 'nothing'; readonly reason: string };

const FINAL = new Set([...REFUSED_AT_THE_DOOR, '40004']);

const MAX_CODE = 100;
const MAX_DETAIL = 200;

/**
 * What a call's answer means (alipay.md 4.2); done answers its fields. A code that is not in that table decides nothing.
 *
 * Alipay leaves its refusals at the door unsigned when it cannot tell who asks. Anybody could have written such an
 * answer, but it is passed on as refused: our keys or settings are wrong, and its code is what an alarm has to say.
 * Callers change nothing on a refusal; where one would (a refund), it has to be a signed one ({@link onlyIfSigned}).
 */
export function judge(statement: GatewayStatement): Answer<AnswerFields> {
  if (statement.kind === 'nothing') return unknown(statement.reason);
  if (statement.kind === 'unverified') return { ...unknown(statement.reason), unverified: true };
  const said = wordsOf(statement.fields);
  if (said.code === '10000') return { outcome: 'done', value: statement.fields };
  const isFinal = FINAL.has(said.code) && !isSystemError(said.subCode);
  return isFinal
    ? { outcome: 'refused', ...said }
    : unknown(`answered ${said.code} ${said.subCode}`);
}

/** What an answer without a signature is: a refusal at the door, or nothing to believe. */
export function withoutSignature(fields: AnswerFields): GatewayStatement {
  return REFUSED_AT_THE_DOOR.has(wordsOf(fields).code)
    ? { kind: 'unsigned', fields }
    : { kind: 'unverified', reason: 'answered, but not signed' };
}

/** Believes no unsigned refusal. */
export function onlyIfSigned(statement: GatewayStatement): GatewayStatement {
  if (statement.kind !== 'unsigned') return statement;
  const { code, subCode } = wordsOf(statement.fields);
  return { kind: 'unverified', reason: `not signed: ${code} ${subCode}` };
}

/** Takes an answer that names another trade than the one that was asked about for no answer. */
export function onlyAbout(outTradeNo: string, statement: GatewayStatement): GatewayStatement {
  if (!('fields' in statement)) return statement;
  const named = statement.fields['out_trade_no'] ?? outTradeNo;
  return named === outTradeNo ? statement : { kind: 'nothing', reason: 'about another trade' };
}

/** Turns a done answer's fields into what they say; null, for they do not say it, makes the answer unknown. */
export function read<Value>(
  answer: Answer<AnswerFields>,
  translate: (fields: AnswerFields) => Value | null,
): Answer<Value> {
  if (answer.outcome !== 'done') return answer;
  const value = translate(answer.value);
  return value === null ? unknown('unreadable answer') : { outcome: 'done', value };
}

function wordsOf(fields: AnswerFields): { code: string; subCode: string; detail: string } {
  const { code = '', sub_code: subCode = '', msg = '', sub_msg: detail = msg } = fields;
  return {
    code,
    subCode: canonicalCode(subCode).slice(0, MAX_CODE),
    detail: detail.slice(0, MAX_DETAIL),
  };
}

function unknown(reason: string): { outcome: 'unknown'; reason: string } {
  return { outcome: 'unknown', reason };
}
