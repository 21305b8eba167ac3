import { away, fixed, telling } from './problem-text.js';

/** What only an operator may do, of those things that a customer's own route offers too. */
type OperatorsAction = 'list-orders-of-others' | 'restock' | 'close-requests';

const OPERATORS = {
  'list-orders-of-others': {
    en: "Only an operator may list another user's orders.",
    zh: '只有运营人员可以查看其他用户的订单。',
  },
  restock: {
    en: 'Only an operator puts pieces back into the stock.',
    zh: '只有运营人员可以把商品退回库存。',
  },
  'close-requests': {
    en: 'Only an operator refunds past a request.',
    zh: '只有运营人员可以越过待处理的退款申请直接退款。',
  },
} as const;

/** Refusals about who somebody is and what they may do. */
export const ACCESS_PROBLEMS = {
  'sign-in-required': telling(
    'unauthenticated',
    { en: 'Sign-in required', zh: '需要登录' },
    ({ or }: { readonly or?: 'cart-token' }) =>
      or === undefined
        ? {
            en: 'Sign in and send the token as "Authorization: Bearer …".',
            zh: '请先登录，并以 “Authorization: Bearer …” 发送令牌。',
          }
        : {
            en: 'Sign in, or send the Cart-Token of a guest.',
            zh: '请先登录，或发送访客的 Cart-Token。',
          },
  ),
  'invalid-token': fixed(
    'unauthenticated',
    { en: 'Invalid token', zh: '令牌无效' },
    { en: 'The token is not valid here, or not any more.', zh: '该令牌在此无效或已失效。' },
  ),
  'wrong-credentials': fixed(
    'unauthenticated',
    { en: 'Wrong credentials', zh: '登录失败' },
    { en: 'The name or the password is wrong.', zh: '用户名或密码错误。' },
  ),
  'metrics-token-required': fixed(
    'unauthenticated',
    { en: 'Token required', zh: '需要令牌' },
    {
      en: 'Send the token of the figures as "Authorization: Bearer …".',
      zh: '请以 “Authorization: Bearer …” 发送监控指标的令牌。',
    },
  ),
  'operator-only': telling(
    'forbidden',
    { en: 'Operators only', zh: '仅限运营人员' },
    ({ action }: { readonly action?: OperatorsAction }) =>
      action === undefined
        ? { en: 'Only an operator may do this.', zh: '只有运营人员可以执行此操作。' }
        : OPERATORS[action],
  ),
  'owner-only': fixed(
    'forbidden',
    { en: 'Owner only', zh: '仅限本人' },
    {
      en: 'Only the customer who asked may take it back.',
      zh: '只有提出申请的顾客本人可以撤回。',
    },
  ),
  'wrong-password': fixed(
    'forbidden',
    { en: 'Wrong password', zh: '密码错误' },
    { en: 'The present password is another.', zh: '当前密码不正确。' },
  ),
  'demo-user-in-production': fixed(
    'forbidden',
    { en: 'No demo users here', zh: '此处没有演示用户' },
    { en: 'The demo users do not exist in production.', zh: '生产环境中没有演示用户。' },
  ),
  'username-taken': fixed(
    'conflict',
    { en: 'User name taken', zh: '用户名已被使用' },
    { en: 'The user name is taken.', zh: '该用户名已被使用。' },
  ),
  'too-many-attempts': fixed(
    'too-many',
    { en: 'Too many attempts', zh: '尝试次数过多' },
    { en: 'Too many attempts to sign in. Try again later.', zh: '登录尝试次数过多，请稍后再试。' },
  ),
  'sign-in-unavailable': away(
    2,
    { en: 'Sign-in unavailable', zh: '暂时无法登录' },
    {
      en: 'Too many people sign in at the moment. Try again.',
      zh: '当前登录的人太多，请重试。',
    },
  ),
  'issuer-unavailable': away(
    5,
    { en: 'Token issuer unavailable', zh: '令牌签发方不可用' },
    {
      en: 'The keys of the issuer of this token cannot be had. Try again.',
      zh: '暂时取不到该令牌签发方的密钥，请重试。',
    },
  ),
};
