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
  'code-required': fixed(
    'unauthenticated',
    { en: 'Code required', zh: '需要验证码' },
    {
      en: 'Send a code of your authenticator app, or one for recovery, along with the password.',
      zh: '请连同密码发送身份验证器应用的验证码，或一个恢复码。',
    },
  ),
  'wrong-code': fixed(
    'unauthenticated',
    { en: 'Wrong code', zh: '验证码错误' },
    {
      en: 'The code is wrong, too old, or was used before. Wait for the next one.',
      zh: '验证码错误、已过期或已用过，请等待下一个验证码。',
    },
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
  'own-order': fixed(
    'forbidden',
    { en: 'Own order', zh: '本人的订单' },
    {
      en: 'You bought this order yourself: another person of the staff decides about its money.',
      zh: '这是您本人购买的订单，其款项须由其他工作人员决定。',
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
    { en: 'Only the staff may do this.', zh: '只有员工可以进行此操作。' },
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
      en: 'Nobody changes their own role, disables themself, or resets their own second factor.',
      zh: '不能更改自己的角色、停用自己或重置自己的两步验证。',
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
  'same-password': fixed(
    'conflict',
    { en: 'Same password', zh: '密码未改变' },
    { en: 'The new password is the present one.', zh: '新密码与当前密码相同。' },
  ),
  'code-refused': fixed(
    'forbidden',
    { en: 'Code refused', zh: '验证码未通过' },
    {
      en: 'The code is wrong, too old, or was used before. Wait for the next one.',
      zh: '验证码错误、已过期或已用过，请等待下一个验证码。',
    },
  ),
  'password-change-required': fixed(
    'forbidden',
    { en: 'Password change required', zh: '需要修改密码' },
    {
      en: 'Your password was made for you. Change it before anything else.',
      zh: '您的密码是由他人生成的，请先修改密码。',
    },
  ),
  'second-factor-required': fixed(
    'forbidden',
    { en: 'Second factor required', zh: '需要两步验证' },
    {
      en: 'Your role needs a second factor. Enrol one before anything else.',
      zh: '您的角色必须启用两步验证，请先完成设置。',
    },
  ),
  'second-factor-exists': fixed(
    'conflict',
    { en: 'Second factor exists', zh: '已有两步验证' },
    {
      en: 'There is a second factor already. Remove it first.',
      zh: '两步验证已启用，请先将其停用。',
    },
  ),
  'no-second-factor': fixed(
    'conflict',
    { en: 'No second factor', zh: '没有两步验证' },
    { en: 'There is no second factor.', zh: '尚未启用两步验证。' },
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
