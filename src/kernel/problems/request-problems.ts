import { away, fixed, telling } from './problem-text.js';

/** Refusals of any request, whatever it is about. */
export const REQUEST_PROBLEMS = {
  'invalid-request': telling(
    'bad-input',
    { en: 'Invalid request', zh: '请求参数有误' },
    ({ parameter }: { readonly parameter?: string }) =>
      parameter === undefined
        ? {
            en: 'The request has values that are missing, wrong or unknown.',
            zh: '请求中有缺失、错误或未知的值。',
          }
        : { en: `${parameter} is missing or wrong.`, zh: `${parameter} 缺失或有误。` },
  ),
  'malformed-request': fixed(
    'bad-input',
    { en: 'Malformed request', zh: '请求格式有误' },
    { en: 'The request could not be read.', zh: '无法读取该请求。' },
  ),
  'not-found': fixed(
    'not-found',
    { en: 'Not found', zh: '不存在' },
    { en: 'There is no such thing.', zh: '所请求的内容不存在。' },
  ),
  'no-such-route': fixed(
    'not-found',
    { en: 'No such address', zh: '网址不存在' },
    { en: 'There is nothing at this address.', zh: '该网址下没有任何内容。' },
  ),
  'method-not-allowed': fixed(
    'wrong-method',
    { en: 'Method not allowed', zh: '请求方法不受支持' },
    { en: 'This address does not know that method.', zh: '该网址不支持此请求方法。' },
  ),
  'request-timeout': fixed(
    'too-slow',
    { en: 'Request timeout', zh: '请求超时' },
    { en: 'The request did not arrive in time.', zh: '请求未能按时送达。' },
  ),
  'body-too-large': fixed(
    'body-too-large',
    { en: 'Body too large', zh: '请求体过大' },
    { en: 'The body is larger than this address takes.', zh: '请求体超出了该网址允许的大小。' },
  ),
  'address-too-long': fixed(
    'address-too-long',
    { en: 'Address too long', zh: '网址过长' },
    {
      en: 'The address is longer than any that this server has.',
      zh: '网址比本服务器的任何网址都长。',
    },
  ),
  'unsupported-media-type': fixed(
    'unsupported-type',
    { en: 'Unsupported media type', zh: '不支持的内容类型' },
    {
      en: 'The body is of a type or encoding that is not taken here.',
      zh: '此处不接受请求体的类型或编码。',
    },
  ),
  'headers-too-large': fixed(
    'headers-too-large',
    { en: 'Header fields too large', zh: '请求头过大' },
    {
      en: 'The header fields are larger than the server takes.',
      zh: '请求头超出了服务器允许的大小。',
    },
  ),
  'idempotency-key-reused': fixed(
    'unprocessable',
    { en: 'Idempotency key reused', zh: '幂等键被重复使用' },
    {
      en: 'This Idempotency-Key was used with another request.',
      zh: '该 Idempotency-Key 已用于另一个请求。',
    },
  ),
  internal: fixed(
    'fault',
    { en: 'Internal error', zh: '服务器内部错误' },
    { en: 'The server failed; the trouble was logged.', zh: '服务器出错，问题已记入日志。' },
  ),
  overloaded: away(
    1,
    { en: 'Overloaded', zh: '服务器繁忙' },
    {
      en: 'The server has too much to do at the moment. Try again.',
      zh: '服务器当前过于繁忙，请重试。',
    },
  ),
  'database-unavailable': away(
    1,
    { en: 'Database unavailable', zh: '数据库不可用' },
    {
      en: 'The database is busy or cannot be reached. Try again.',
      zh: '数据库繁忙或无法连接，请重试。',
    },
  ),
};
