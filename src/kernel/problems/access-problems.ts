import { away, fixed, telling } from './problem-text.js';

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
  'permission-required': telling(
    'forbidden',
    { en: 'Permission required', zh: '需要权限' },
    ({ permission }: { readonly permission: string }) => ({
      en: `Your role does not have the permission ${permission}.`,
      zh: `您的角色没有权限 ${permission}。`,
    }),
  ),
  'own-request': fixed(
    'forbidden',
    { en: 'Own request', zh: '本人的申请' },
    {
      en: 'Nobody approves what they asked for themselves.',
      zh: '不能批准自己提出的申请。',
    },
  ),
  'owner-only': fixed(
    'forbidden',
    { en: 'Owner only', zh: '仅限本人' },
    {
      en: 'Only the one who asked may take it back.',
      zh: '只有提出申请的本人可以撤回。',
    },
  ),
  'csrf-token-required': fixed(
    'forbidden',
    { en: 'CSRF token required', zh: '需要 CSRF 令牌' },
    {
      en: 'Send the token of the session as X-CSRF-Token with each write.',
      zh: '请在每个写请求中以 X-CSRF-Token 发送会话的令牌。',
    },
  ),
  'staff-only': fixed(
    'forbidden',
    { en: 'Staff only', zh: '仅限员工' },
    { en: 'Only the staff signs in here.', zh: '只有员工可以在此登录。' },
  ),
  'no-such-session': fixed(
    'not-found',
    { en: 'No such session', zh: '没有该会话' },
    { en: 'There is no such session.', zh: '没有该会话。' },
  ),
  'no-such-person': fixed(
    'not-found',
    { en: 'No such person', zh: '没有该人员' },
    { en: 'There is no such person.', zh: '没有该人员。' },
  ),
  'own-account': fixed(
    'conflict',
    { en: 'Own account', zh: '本人账号' },
    {
      en: 'Nobody changes their own role or disables themself.',
      zh: '不能更改自己的角色，也不能停用自己。',
    },
  ),
  'last-admin': fixed(
    'conflict',
    { en: 'Last admin', zh: '最后一位管理员' },
    { en: 'There must be one admin at least.', zh: '至少须有一位管理员。' },
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
