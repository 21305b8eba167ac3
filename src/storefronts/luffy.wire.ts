import type { Fen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { bodyFields, type Fields, sumIn, textIn, wholeIn } from './fields.js';

const ALIPAY = 1;
const WECHAT_PAY = 2;

/** The old server's table has room for so many characters. */
const MAX_SUBJECT = 150;

/** The words of the framework for which luffy's page was written. */
const REQUIRED = '该字段是必填项。';
const NOTHING = '该字段不能为 null。';
const BLANK = '该字段不能为空。';
const TOO_LONG = `请确保这个字段不能超过 ${MAX_SUBJECT} 个字符。`;

/** What `POST /order/pay/` asks for. */
export interface CourseOrder {
  readonly skuId: number;
  /** What the page showed; it must be the catalogue's price. */
  readonly total: Fen;
}

/** Why fields are wrong, by field. */
type Why = Readonly<Record<string, readonly string[]>>;

/** A refusal whose reasons the page shows beside its fields. */
function wrongFields(results: Why): Problem {
  return new Problem('course-order', { results });
}

/** Reads the order of a course. Throws Problem `course-order`. Pure. */
export function readCourseOrder(body: unknown): CourseOrder {
  const fields = bodyFields(body);
  const skuId = wholeIn(fields['subject_id']);
  const total = sumIn(fields['total_amount']);
  const why = {
    ...subjectFault(fields),
    ...fault(fields, 'subject_id', skuId === null || skuId < 1, '请填写合法的课程编号。'),
    ...fault(fields, 'total_amount', total === null, '请填写合法的金额。'),
    ...payTypeFault(fields),
  };
  if (Object.keys(why).length > 0 || skuId === null || total === null) throw wrongFields(why);
  return { skuId, total };
}

/** What is missing is told in the words of the old server's framework; so is a subject that is blank or too long. */
function fault(fields: Fields, name: string, isWrong: boolean, text: string): Why {
  if (!isWrong) return {};
  return { [name]: [absence(fields[name]) ?? text] };
}

function absence(value: unknown): string | null {
  if (value === undefined) return REQUIRED;
  return value === null ? NOTHING : null;
}

function subjectFault(fields: Fields): Why {
  const { subject } = fields;
  const text = typeof subject === 'number' ? String(subject) : textIn(subject)?.trim();
  if (text === undefined || text === '') return fault(fields, 'subject', true, BLANK);
  return [...text].length > MAX_SUBJECT ? { subject: [TOO_LONG] } : {};
}

function payTypeFault(fields: Fields): Why {
  const payType = wholeIn(fields['pay_type']);
  if (payType === WECHAT_PAY) return { pay_type: ['暂不支持微信支付，请使用支付宝。'] };
  return fault(fields, 'pay_type', payType !== ALIPAY, '请选择支付方式。');
}

const SIGN_IN: Why = { token: ['请先登录。'] };

const BUSY: Why = { non_field_errors: ['系统繁忙，请稍后重试。'] };

/** What the page is told, by slug, about a course that cannot be bought. */
const COURSE_FAULTS: Readonly<Record<string, Why>> = {
  'invalid-request': { non_field_errors: ['请求格式错误。'] },
  'sku-unavailable': { subject_id: ['课程不存在或已下架。'] },
  'not-enough-stock': { subject_id: ['课程名额已满。'] },
  'shipping-not-agreed': { subject_id: ['该商品不是课程。'] },
  'price-changed': { total_amount: ['金额与课程价格不一致。'] },
  'address-required': { subject_id: ['该商品不是课程。'] },
  'too-many-unpaid-orders': { non_field_errors: ['未付款的订单太多，请先付款或取消。'] },
};

/** A refusal in the words of luffy, and its status. Pure. */
export function failureOf(problem: Problem | null) {
  if (problem === null) return { status: 200, body: refused(BUSY) };
  if (problem.kind === 'unauthenticated') return { status: 401, body: refused(SIGN_IN) };
  const named = problem.members['results'] as Why | undefined;
  return { status: 200, body: refused(named ?? COURSE_FAULTS[problem.slug] ?? BUSY) };
}

function refused(results: Why) {
  return { status: 1, msg: 'no ok', results };
}

/** D.1: where the course is paid. Pure. */
export function payAnswer(payUrl: string) {
  return { status: 0, msg: 'ok', pay_url: payUrl };
}

/** D.2: whether the payment is known. Pure. */
export function returnedAnswer(isPaid: boolean) {
  return isPaid ? { status: 0, msg: '支付成功' } : { status: 1, msg: '支付失败' };
}
