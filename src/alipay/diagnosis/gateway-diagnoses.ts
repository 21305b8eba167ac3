import { diagnosis } from '../../kernel/diagnosis.js';

/** What may be wrong between this program and Alipay's gateway. */
export const GATEWAY_DIAGNOSES = {
  'gateway-dead': diagnosis(
    'ALIPAY_GATEWAY is the sandbox’s old host, which is dead since 2023.',
    'ALIPAY_GATEWAY 是沙箱的旧域名，2023 年起已停用。',
    'Set ALIPAY_GATEWAY=https://openapi-sandbox.dl.alipaydev.com/gateway.do',
    '设置 ALIPAY_GATEWAY=https://openapi-sandbox.dl.alipaydev.com/gateway.do',
  ),
  'environments-mixed': diagnosis(
    'ALIPAY_APP_ID and ALIPAY_GATEWAY belong to different environments.',
    'ALIPAY_APP_ID 与 ALIPAY_GATEWAY 属于不同环境。',
    'Sandbox applications (9021…, 2021000…) go with openapi-sandbox.dl.alipaydev.com, others with openapi.alipay.com; keys belong to one of them, too.',
    '沙箱应用（9021…、2021000…）使用 openapi-sandbox.dl.alipaydev.com，正式应用使用 openapi.alipay.com；密钥也各属其一。',
  ),
  'gateway-address': diagnosis(
    'ALIPAY_GATEWAY is not an address that Alipay is known by.',
    'ALIPAY_GATEWAY 不是已知的支付宝网关地址。',
    'Take https://openapi.alipay.com/gateway.do, or https://openapi-sandbox.dl.alipaydev.com/gateway.do for the sandbox.',
    '使用 https://openapi.alipay.com/gateway.do，沙箱使用 https://openapi-sandbox.dl.alipaydev.com/gateway.do。',
  ),
  'simulator-in-production': diagnosis(
    'A production process is connected to a simulator: nobody’s money moves.',
    '生产进程连接的是模拟器：不会有真实的资金流动。',
    'Set ALIPAY_GATEWAY, ALIPAY_APP_ID and the key files to those of the real Alipay (docs/alipay-setup.md).',
    '把 ALIPAY_GATEWAY、ALIPAY_APP_ID 和密钥文件设为真实支付宝的（见 docs/alipay-setup.md）。',
  ),
  'gateway-unreachable': diagnosis(
    'The gateway cannot be reached.',
    '无法连接支付宝网关。',
    'Check name resolution and outgoing connections to port 443 from this machine, and ALIPAY_GATEWAY.',
    '检查本机的域名解析、到 443 端口的出站连接，以及 ALIPAY_GATEWAY。',
  ),
  'gateway-tls': diagnosis(
    'The gateway’s certificate is not trusted here: something stands between, or this machine’s authorities or clock are old.',
    '本机不信任网关的证书：中间可能有代理，或本机的根证书、时钟过旧。',
    'Exclude the gateway from proxies that open TLS, update the authorities, and check the clock.',
    '让解密 TLS 的代理放过该网关，更新根证书，并检查时钟。',
  ),
  'gateway-status': diagnosis(
    'The gateway answers with another status than 200.',
    '网关返回的 HTTP 状态码不是 200。',
    'A redirect or 404 is a wrong ALIPAY_GATEWAY (its path is /gateway.do); 5xx is Alipay’s trouble: try again.',
    '重定向或 404 说明 ALIPAY_GATEWAY 有误（路径为 /gateway.do）；5xx 是支付宝侧故障，请稍后再试。',
  ),
  'signature-refused': diagnosis(
    'Alipay does not accept our signature: the console has another public key than that of our private key.',
    '支付宝不接受我们的签名：控制台里的应用公钥与应用私钥不是一对。',
    'Enter the public half of ALIPAY_PRIVATE_KEY_FILE (the doctor prints it) as 应用公钥 with RSA2, then copy 支付宝公钥 anew.',
    '把 ALIPAY_PRIVATE_KEY_FILE 对应的公钥（本工具会打印）作为“应用公钥”以 RSA2 方式登记到控制台，然后重新复制“支付宝公钥”。',
  ),
  'application-unknown': diagnosis(
    'Alipay knows no such application in this environment.',
    '支付宝在该环境中没有这个应用。',
    'Copy ALIPAY_APP_ID from the console; the sandbox has an id of its own.',
    '从控制台复制 ALIPAY_APP_ID；沙箱有自己的应用号。',
  ),
  'clock-wrong': diagnosis(
    'This machine’s clock is wrong.',
    '本机时钟不准。',
    'Switch on time synchronisation (timedatectl set-ntp true); the time zone does not matter.',
    '开启时间同步（timedatectl set-ntp true）；时区不影响本程序。',
  ),
  'permission-missing': diagnosis(
    'The application may not call this method.',
    '应用没有调用该接口的权限。',
    'Sign the product for it in the console (such as 电脑网站支付 or 手机网站支付) and put the application online.',
    '在控制台为其签约产品（如电脑网站支付、手机网站支付），并让应用上线。',
  ),
  'gateway-refuses': diagnosis(
    'Alipay refuses our request at the door.',
    '支付宝拒绝了我们的请求。',
    'Look its sub_code up in Alipay’s table of common errors; in certificate mode check that the certificate files are the present ones.',
    '在支付宝公共错误码表中查询 sub_code；证书模式下检查证书文件是否为最新。',
  ),
  'gateway-trouble': diagnosis(
    'Alipay answers that its service is in trouble.',
    '支付宝返回服务暂不可用。',
    'Run the doctor again in some minutes; nothing is wrong here.',
    '几分钟后再次运行；本程序没有问题。',
  ),
} as const;

/** What may be wrong on the way to the gateway. */
export type GatewayMistake = keyof typeof GATEWAY_DIAGNOSES;
