import { diagnosis } from '../kernel/diagnosis.js';

/** What may be wrong with the processes, their machine, and the way to them. */
export const PROCESS_DIAGNOSES = {
  'settings-wrong': diagnosis(
    'A setting is wrong.',
    '配置有误。',
    'Correct the variable that the line names; .env.example lists all of them.',
    '更正所列变量；.env.example 列出了全部配置。',
  ),
  'check-unfinished': diagnosis(
    'A check did not end, so that nothing is known of what it looks at.',
    '有一项检查没有完成，其结果未知。',
    'Run the doctor again; when it stays so, look at the log of the server that the line names.',
    '请再次运行；若仍如此，请查看所列服务的日志。',
  ),
  'node-version': diagnosis(
    'This version of Node is not supported.',
    '不支持当前的 Node 版本。',
    'Use Node 22.22.3 or later, or 24.15 or later.',
    '使用 Node 22.22.3 及以上，或 24.15 及以上。',
  ),
  'node-ended': diagnosis(
    'This version of Node is past its end and gets no security fixes.',
    '当前 Node 版本已停止维护，不再有安全更新。',
    'Move to Node 22 (from 22.22.3) or 24 (from 24.15).',
    '升级到 Node 22（22.22.3 起）或 24（24.15 起）。',
  ),
  'disk-full': diagnosis(
    'The disk is nearly full.',
    '磁盘空间即将用尽。',
    'Make room: logs and the database’s files need it.',
    '清理磁盘：日志和数据库文件都需要空间。',
  ),
  'worker-missing': diagnosis(
    'No worker runs: lost payments are not looked for, orders do not expire, refunds are not sent.',
    '没有 worker 在运行：漏掉的付款无人查询，订单不会过期，退款不会发出。',
    'Start node dist/src/worker.js with the same settings as the API.',
    '用与 API 相同的配置启动 node dist/src/worker.js。',
  ),
  'nothing-runs': diagnosis(
    'No process of this installation was seen in the last minutes.',
    '最近几分钟没有发现本程序的任何进程。',
    'Start the API and a worker, and run the doctor again: it then also tells what arrives there.',
    '启动 API 和 worker 后再次运行本工具，届时还能检查实际到达的请求。',
  ),
  'proxy-untrusted': diagnosis(
    'Requests come through a proxy, and TRUST_PROXY is false: all buyers share one address and one limit of sign-ins.',
    '请求经过代理，但 TRUST_PROXY 为 false：所有买家共用一个地址和一个登录限额。',
    'Set TRUST_PROXY to the number of proxies that append to X-Forwarded-For.',
    '将 TRUST_PROXY 设为会追加 X-Forwarded-For 的代理个数。',
  ),
  'proxy-too-high': diagnosis(
    'TRUST_PROXY counts more proxies than append to X-Forwarded-For: clients may choose their address.',
    'TRUST_PROXY 大于实际追加 X-Forwarded-For 的代理个数：客户端可以伪造地址。',
    'Lower TRUST_PROXY to the number of entries that the line shows.',
    '将 TRUST_PROXY 降低到所列条目数。',
  ),
  'proxy-too-low': diagnosis(
    'TRUST_PROXY counts fewer proxies than append to X-Forwarded-For: the inner proxy is taken for the buyer.',
    'TRUST_PROXY 小于实际追加 X-Forwarded-For 的代理个数：内层代理被当成了买家。',
    'Raise TRUST_PROXY to the number of proxies of your own; clients may add entries before theirs.',
    '将 TRUST_PROXY 提高到自己的代理个数；注意客户端也可能自行添加条目。',
  ),
  'proxy-silent': diagnosis(
    'TRUST_PROXY expects a proxy, and no request has X-Forwarded-For.',
    'TRUST_PROXY 期望有代理，但请求都没有 X-Forwarded-For。',
    'Have the proxy append X-Forwarded-For, or set TRUST_PROXY=false where there is none.',
    '让代理追加 X-Forwarded-For；若没有代理，请设置 TRUST_PROXY=false。',
  ),
  'notify-not-https': diagnosis(
    'The notify address has no TLS.',
    '通知地址没有使用 https。',
    'Set PUBLIC_URL to the https:// address of the proxy that ends TLS.',
    '将 PUBLIC_URL 设为终结 TLS 的代理的 https:// 地址。',
  ),
  'notify-not-public': diagnosis(
    'The notify address leads to a private or local address: Alipay cannot reach it.',
    '通知地址指向内网或本机地址：支付宝无法访问。',
    'Set PUBLIC_URL to an address of the public internet; a tunnel will do for the sandbox.',
    '将 PUBLIC_URL 设为公网地址；沙箱调试可用内网穿透。',
  ),
  'notify-no-name': diagnosis(
    'The host of the notify address has no address.',
    '通知地址的域名无法解析。',
    'Correct PUBLIC_URL, or the DNS record of its host.',
    '更正 PUBLIC_URL 或其域名的 DNS 记录。',
  ),
  'notify-unreachable': diagnosis(
    'Nobody answers at the notify address.',
    '通知地址无人应答。',
    'Start the API and the proxy, and open the port in the firewall.',
    '启动 API 和代理，并在防火墙中开放端口。',
  ),
  'notify-tls': diagnosis(
    'The certificate of the notify address is not one that everybody trusts: Alipay does not deliver to it.',
    '通知地址的证书不被普遍信任：支付宝不会投递。',
    'Serve the whole chain with its intermediates, for this host, and renew it in time.',
    '部署包含中间证书的完整证书链，域名须匹配，并及时续期。',
  ),
  'notify-redirects': diagnosis(
    'The notify address redirects: Alipay takes that for a failure.',
    '通知地址发生重定向：支付宝视为失败。',
    'Name in PUBLIC_URL where the redirect leads (https, www), and let POST through unchanged.',
    '在 PUBLIC_URL 中直接填写重定向的目标（https、www），并让 POST 原样通过。',
  ),
  'notify-sign-in': diagnosis(
    'The notify address stands behind a sign-in.',
    '通知地址需要登录才能访问。',
    'Let POST to the notify address through without sign-in: its messages are proven by their signature.',
    '让通知地址的 POST 无需登录即可通过：报文由签名证明身份。',
  ),
  'notify-challenge': diagnosis(
    'The notify address stands behind a challenge for browsers.',
    '通知地址前有浏览器验证（人机校验）。',
    'Switch the challenge, WAF or bot protection off for the notify address.',
    '对通知地址关闭人机校验、WAF 或反爬防护。',
  ),
  'notify-no-route': diagnosis(
    'The notify address leads to something else than this program.',
    '通知地址指向的不是本程序。',
    'Have the proxy pass the whole path on, and check PUBLIC_URL (host, port, prefix).',
    '让代理原样转发完整路径，并检查 PUBLIC_URL（主机、端口、前缀）。',
  ),
  'notify-upstream': diagnosis(
    'The proxy at the notify address does not reach the API.',
    '通知地址处的代理连接不到 API。',
    'Start the API, and correct HOST, PORT and the proxy’s upstream.',
    '启动 API，并更正 HOST、PORT 和代理的上游配置。',
  ),
  'notifies-never': diagnosis(
    'Payments were found by asking, and no notify has come for any of them.',
    '付款都是靠主动查询发现的，没有收到任何通知。',
    'Look at the findings of the notify address; from outside, POST to it must answer failure.',
    '查看通知地址的检查结果；从外网 POST 该地址应返回 failure。',
  ),
  'notifies-few': diagnosis(
    'For most of the last payments no notify has come.',
    '最近的付款大多没有收到通知。',
    'Look at the proxy’s log for the notify address: rate limits, timeouts and redirects stop some.',
    '查看代理日志中通知地址的记录：限流、超时和重定向会拦下一部分。',
  ),
} as const;

/** What may be wrong with processes and the way to them. */
export type ProcessMistake = keyof typeof PROCESS_DIAGNOSES;
