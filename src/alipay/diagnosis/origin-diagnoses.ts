import { diagnosis } from '../../kernel/diagnosis.js';

/** Who signed a message, and for whom; and what is no message at all. */
export const ORIGIN_DIAGNOSES = {
  'other-key': diagnosis(
    'It is signed with the key of another file than the configured one.',
    '报文由另一个文件里的密钥签名，而不是当前配置的密钥。',
    'Name that file in ALIPAY_PUBLIC_KEY_FILE (ALIPAY_CERT_FILES in certificate mode) when the console shows it as Alipay’s.',
    '若控制台显示它就是支付宝公钥，请在 ALIPAY_PUBLIC_KEY_FILE（证书模式为 ALIPAY_CERT_FILES）中填写该文件。',
  ),
  'own-key': diagnosis(
    'It is signed with the application’s own key: it is a request of this application, or a key was swapped.',
    '报文由应用自己的私钥签名：它是本应用发出的请求，或者密钥弄反了。',
    'Give a message that came from Alipay, and save 支付宝公钥 (not 应用公钥) as ALIPAY_PUBLIC_KEY_FILE.',
    '请提供支付宝发来的报文，并把“支付宝公钥”（不是“应用公钥”）保存到 ALIPAY_PUBLIC_KEY_FILE。',
  ),
  'unknown-key': diagnosis(
    'It is signed with a key that is not here: the configured one is not Alipay’s for this application, or it is forged.',
    '签名密钥不在本机：当前配置的不是该应用的支付宝公钥，或报文是伪造的。',
    'Copy 支付宝公钥 anew from the console page of this application and environment into ALIPAY_PUBLIC_KEY_FILE (in ' +
      'certificate mode the present certificate into ALIPAY_CERT_FILES); it changes when the application’s key is replaced.',
    '在控制台该应用（及该环境）页面重新复制“支付宝公钥”到 ALIPAY_PUBLIC_KEY_FILE（证书模式下把当前证书加入 ALIPAY_CERT_FILES）；' +
      '更换应用公钥后它也会改变。',
  ),
  'unknown-certificate': diagnosis(
    'It names a certificate of Alipay that is not configured.',
    '报文指定的支付宝公钥证书不在配置中。',
    'Download alipayCertPublicKey_RSA2.crt from the console and add it to ALIPAY_CERT_FILES; keep the former until it ends.',
    '从控制台下载 alipayCertPublicKey_RSA2.crt 并加入 ALIPAY_CERT_FILES；旧证书到期前请保留。',
  ),
  'other-environment': diagnosis(
    'It comes from the other environment (sandbox or production) than ALIPAY_GATEWAY.',
    '报文来自另一个环境（沙箱或生产），与 ALIPAY_GATEWAY 不一致。',
    'Take gateway, application id and keys from one page of the console: sandbox and production have their own of each.',
    '网关、应用号和密钥都取自控制台的同一页面：沙箱与生产各有一套。',
  ),
  'other-app': diagnosis(
    'It is for another application than ALIPAY_APP_ID.',
    '报文属于另一个应用，与 ALIPAY_APP_ID 不一致。',
    'Correct ALIPAY_APP_ID, or the notify address of the application that this message is for.',
    '更正 ALIPAY_APP_ID，或更正该报文所属应用的通知地址。',
  ),
  'other-seller': diagnosis(
    'It is for another seller than ALIPAY_SELLER_ID.',
    '报文属于另一个卖家，与 ALIPAY_SELLER_ID 不一致。',
    'Set ALIPAY_SELLER_ID to the partner id (2088…) of the account that receives the money.',
    '把 ALIPAY_SELLER_ID 设为收款账号的 PID（2088…）。',
  ),
  'sign-type-missing': diagnosis(
    'sign_type is missing or is not RSA2; the rest may be genuine.',
    '缺少 sign_type，或其值不是 RSA2；其余内容可能是真实的。',
    'Choose RSA2 in the console (接口加签方式) and pass sign_type on with the other parameters.',
    '在控制台“接口加签方式”选择 RSA2，并把 sign_type 与其他参数一起传递。',
  ),
  'sha1-signature': diagnosis(
    'It is signed with SHA1 (sign_type RSA), which is not accepted here.',
    '报文使用 SHA1（sign_type 为 RSA）签名，本程序不接受。',
    'Choose RSA2 in the console (接口加签方式) with a key of 2048 bits.',
    '在控制台“接口加签方式”选择 RSA2，密钥 2048 位。',
  ),
  'no-sign': diagnosis(
    'There is no sign.',
    '报文没有 sign。',
    'Take the whole message; nothing without a sign is believed.',
    '请提供完整报文；没有 sign 的报文一律不可信。',
  ),
  'content-changed': diagnosis(
    'The key is the right one and the content is not what was signed: a value was changed, added or lost, by none of the known mistakes.',
    '密钥正确，但内容与签名时不同：某个值被改动、增加或丢失，且不属于已知的错误。',
    'Compare with the raw body as the server received it; if it is the raw body, somebody has changed it.',
    '与服务器收到的原始请求体比较；如果这就是原始请求体，说明它被人改过。',
  ),
  malformed: diagnosis(
    'It is signed by Alipay, but a parameter that decides something is missing or has no such form.',
    '报文确由支付宝签名，但某个关键参数缺失或格式不符。',
    'Give the message with all its parameters; a message that is cut anew at its & is refused.',
    '请提供带全部参数的报文；在 & 处被重新切分的报文会被拒绝。',
  ),
  'no-message': diagnosis(
    'There is no message of Alipay in this text.',
    '这段文本里没有支付宝报文。',
    'Give the body of the POST, the address of the return, a curl line, a line of a log, or the gateway’s JSON answer.',
    '请提供 POST 请求体、同步返回的网址、curl 命令、一行日志，或网关返回的 JSON。',
  ),
  'answer-rewritten': diagnosis(
    'The answer was read as JSON and written anew.',
    '网关应答被解析成 JSON 后重新序列化。',
    'Verify the text of the …_response node exactly as it came, with its \\/ and its order.',
    '用收到的 …_response 原文验签，保留其中的 \\/ 和字段顺序。',
  ),
  'answer-no-json': diagnosis(
    'What answered is not Alipay’s gateway: it sent a page or something else than JSON.',
    '应答的不是支付宝网关：收到的是网页或其他非 JSON 内容。',
    'Check ALIPAY_GATEWAY, and proxies or firewalls that answer in its place.',
    '检查 ALIPAY_GATEWAY，以及代替它应答的代理或防火墙。',
  ),
  'answer-unsigned': diagnosis(
    'Alipay refused the request and did not sign its answer, for it could not tell who asks.',
    '支付宝拒绝了请求且未对应答签名，因为它无法确认请求方。',
    'Act on its sub_code: most often ALIPAY_APP_ID, or the application’s public key in the console.',
    '按 sub_code 处理：多半是 ALIPAY_APP_ID 或控制台里的应用公钥有误。',
  ),
  'answer-two-roots': diagnosis(
    'The answer has its node twice, or two nodes: nobody can tell which one is signed.',
    '应答中同一节点出现两次，或有两个节点：无法确定签名的是哪一个。',
    'Such an answer is not believed; give it to Alipay’s support if it came from the gateway.',
    '这样的应答不可信；若确实来自网关，请联系支付宝技术支持。',
  ),
} as const;
