import { diagnosis } from '../../kernel/diagnosis.js';

/** What is done to a message on its way, so that its text is no more the one that Alipay signed. */
export const TEXT_DIAGNOSES = {
  'decoded-twice': diagnosis(
    'The values were URL-decoded twice.',
    '参数值被 URL 解码了两次。',
    'Verify what the web framework hands over, and decode nothing again; passback_params stays encoded.',
    '直接用框架解析好的参数验签，不要再次解码；passback_params 保持其编码后的样子。',
  ),
  'not-decoded': diagnosis(
    'The values were not URL-decoded.',
    '参数值没有进行 URL 解码。',
    'Decode each name and value of the form once before they are sorted and joined.',
    '先对表单的每个参数名和值解码一次，再排序、拼接。',
  ),
  'not-encoded': diagnosis(
    'The values were put together without URL-encoding, so that & and = in them part them.',
    '参数拼接时没有进行 URL 编码，值中的 & 和 = 把它拆开了。',
    'Pass the raw body on byte for byte; who builds a form or an address encodes each value.',
    '原样转发请求体；自己拼接表单或网址时，每个值都要编码。',
  ),
  'plus-lost': diagnosis(
    'A + became a space: the message was decoded twice, or passed on without encoding.',
    '“+” 变成了空格：报文被解码了两次，或转发时没有编码。',
    'Decode once, and pass the raw body on as it is: a + in a value is sent as %2B.',
    '只解码一次，并原样转发请求体：值中的 “+” 应以 %2B 发送。',
  ),
  'plus-kept': diagnosis(
    'The + that stands for a space was kept.',
    '代表空格的 “+” 没有还原成空格。',
    'Decode as a form (application/x-www-form-urlencoded), not with decodeURIComponent alone.',
    '按表单（application/x-www-form-urlencoded）规则解码，不要只用 decodeURIComponent。',
  ),
  'html-escaped': diagnosis(
    'Characters were escaped for HTML, such as &quot; in fund_bill_list or &amp; between the values.',
    '字符被 HTML 转义，例如 fund_bill_list 里的 &quot; 或参数之间的 &amp;。',
    'Verify before any filter against script injection, on the raw body; take the text from a log, not from a page.',
    '在 XSS 过滤之前用原始请求体验签；从日志而不是网页中复制报文。',
  ),
  'slashes-added': diagnosis(
    'Backslashes were put before quotes.',
    '引号前被加上了反斜杠。',
    'Switch off addslashes or magic quotes for this route, or verify the raw body.',
    '对该接口关闭 addslashes 或 magic quotes，或使用原始请求体验签。',
  ),
  'unicode-escaped': diagnosis(
    'Characters are written as \\uXXXX.',
    '字符被写成了 \\uXXXX 形式。',
    'Verify the values themselves, not their JSON text.',
    '用参数值本身验签，不要用其 JSON 文本。',
  ),
  'parameters-added': diagnosis(
    'Parameters were added that Alipay did not sign.',
    '报文里多了支付宝没有签名的参数。',
    'Keep parameters of your own out of notify_url and return_url (put them into the path), and those of routers and trackers out of the check.',
    'notify_url 和 return_url 里不要带自己的参数（可放进路径），路由和统计工具添加的参数不要参与验签。',
  ),
  'field-twice': diagnosis(
    'A parameter is there more than once.',
    '同一个参数出现了多次。',
    'Look for what appends to the address or the body on the way: each name comes once.',
    '检查途中是谁在网址或请求体里追加了参数：每个参数名只应出现一次。',
  ),
  'charset-gbk': diagnosis(
    'Alipay signed the bytes of GBK, and the text was turned into UTF-8.',
    '支付宝签名的是 GBK 字节，而文本已被转成 UTF-8。',
    'Send charset=utf-8 with every request; or verify the bytes as they came, before any conversion.',
    '每次请求都使用 charset=utf-8；或在转码之前按收到的原始字节验签。',
  ),
  'charset-wrong': diagnosis(
    'The text was read in a wrong charset.',
    '文本以错误的字符集读取，中文变成了乱码。',
    'Read body and database as UTF-8: an ISO-8859-1 default of the server or the connection does this.',
    '请求体和数据库都按 UTF-8 读取：常见原因是服务器或连接默认为 ISO-8859-1。',
  ),
  'null-texts': diagnosis(
    'Parameters without a value became the text null, undefined or None.',
    '没有值的参数变成了 null、undefined 或 None 文本。',
    'Leave parameters without a value out of the signed text.',
    '没有值的参数不参与验签。',
  ),
  'empty-fields': diagnosis(
    'Empty parameters were dropped that are part of the signed text.',
    '框架丢掉了参与签名的空值参数。',
    'Verify the raw body, before a framework removes empty values or turns them into null.',
    '使用原始请求体验签，不要经过会删除空值或将其转为 null 的框架中间件。',
  ),
  trimmed: diagnosis(
    'Spaces at the beginning or end of a value were cut off.',
    '参数值首尾的空格被去掉了。',
    'Exclude this route from what trims inputs (such as TrimStrings), or verify the raw body.',
    '让该接口跳过去空格的中间件（如 TrimStrings），或使用原始请求体验签。',
  ),
  'line-breaks': diagnosis(
    'Line breaks were put in, taken out or changed.',
    '换行符被加入、删除或改变了。',
    'Copy the message on one line; let no editor, mail or log wrap it, and keep \\r\\n as it is.',
    '把报文复制为一行；不要让编辑器、邮件或日志折行，并保留原有的 \\r\\n。',
  ),
  'names-changed': diagnosis(
    "Parameters' names were rewritten, such as outTradeNo for out_trade_no.",
    '参数名被改写，例如 out_trade_no 变成了 outTradeNo。',
    'Verify under the names that were sent, before they are mapped to an object of yours.',
    '在映射为自己的对象之前，用收到的原始参数名验签。',
  ),
  'numbers-changed': diagnosis(
    'Sums were turned into numbers and lost their decimals.',
    '金额被转成数字，丢失了小数位。',
    'Keep every value a text: 50.00 is signed, not 50 or 50.0.',
    '所有值都保持字符串：签名的是 50.00，而不是 50 或 50.0。',
  ),
  'json-reformatted': diagnosis(
    'JSON inside a value was read and written anew.',
    '参数值里的 JSON 被解析后重新序列化。',
    'Take fund_bill_list and the like as texts, and verify before they are parsed.',
    'fund_bill_list 等参数保持原文，先验签再解析。',
  ),
  'sign-altered': diagnosis(
    'The sign is no more in the form in which it was sent.',
    'sign 已不是发送时的样子。',
    'It is standard base64 with + / and = at its end: look for what cuts or replaces them.',
    '它是标准 base64，含 + / 以及结尾的 =：检查是谁截掉或替换了这些字符。',
  ),
  'sign-type-included': diagnosis(
    'It verifies with sign_type in the signed text.',
    '把 sign_type 放进待签名文本后可以验签。',
    'Messages that are not about trades leave only sign out (rsaCheckV2); trade notifies leave sign and sign_type out.',
    '非交易类消息只去掉 sign（rsaCheckV2）；交易通知要同时去掉 sign 和 sign_type。',
  ),
  'sign-type-left-out': diagnosis(
    'It verifies without sign_type in the signed text.',
    '从待签名文本中去掉 sign_type 后可以验签。',
    'Trade notifies and return addresses leave sign and sign_type out (rsaCheckV1).',
    '交易通知和同步返回要同时去掉 sign 和 sign_type（rsaCheckV1）。',
  ),
  truncated: diagnosis(
    'The message is cut off.',
    '报文被截断了。',
    'Take all of it: logs, columns and body limits cut long texts; leave 64 KB for a notify.',
    '取完整报文：日志、数据库字段和请求体限制都会截断长文本；请为通知预留 64 KB。',
  ),
} as const;
