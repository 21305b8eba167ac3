import { diagnosis } from '../../kernel/diagnosis.js';

/** What may be wrong with key and certificate files. */
export const KEY_DIAGNOSES = {
  'key-unreadable': diagnosis(
    'A key file cannot be read.',
    '密钥文件无法读取。',
    'Correct the path in the setting (it is seen from the folder of the process), or let the process’s user read the file.',
    '更正配置中的路径（相对于进程的工作目录），或允许运行进程的用户读取该文件。',
  ),
  'key-not-understood': diagnosis(
    'A file holds no key or certificate that can be understood.',
    '文件里没有可识别的密钥或证书。',
    'Save what the console or the key tool shows, whole and alone: as PEM, or as bare base64 on one line (keys/README.md).',
    '原样保存控制台或密钥工具给出的内容，不多不少：PEM 格式，或单行 base64（见 keys/README.md）。',
  ),
  'key-is-public': diagnosis(
    'A public key stands where our private key belongs.',
    '应放应用私钥的地方放了公钥。',
    'Name the private half in ALIPAY_PRIVATE_KEY_FILE: the key tool’s 应用私钥, or what openssl genpkey wrote.',
    '在 ALIPAY_PRIVATE_KEY_FILE 中填写私钥文件：密钥工具里的“应用私钥”，或 openssl genpkey 的输出。',
  ),
  'key-is-private': diagnosis(
    'A private key stands where Alipay’s public key belongs.',
    '应放支付宝公钥的地方放了私钥。',
    'Copy 支付宝公钥 from the console into ALIPAY_PUBLIC_KEY_FILE; Alipay gives its private key to nobody.',
    '从控制台复制“支付宝公钥”到 ALIPAY_PUBLIC_KEY_FILE；支付宝不会把私钥给任何人。',
  ),
  'key-is-certificate': diagnosis(
    'A certificate stands where a bare key belongs.',
    '应放密钥的地方放了证书。',
    'When the console signs with certificates (公钥证书), set ALIPAY_MODE=certificate and name the three .crt files; a private key is never in a .crt file.',
    '若控制台使用“公钥证书”方式，请设置 ALIPAY_MODE=certificate 并填写三个 .crt 文件；私钥不会在 .crt 文件里。',
  ),
  'key-not-certificate': diagnosis(
    'A bare key stands where a certificate belongs.',
    '应放证书的地方放了密钥。',
    'Name the .crt files that the console offers for download; when it shows 支付宝公钥 instead, set ALIPAY_MODE=public-key.',
    '填写从控制台下载的 .crt 文件；若控制台显示的是“支付宝公钥”，请设置 ALIPAY_MODE=public-key。',
  ),
  'key-encrypted': diagnosis(
    'The private key is protected by a password.',
    '私钥文件带有密码保护。',
    'Write it without: openssl pkey -in old.pem -out keys/app-private-key.pem, then chmod 600.',
    '去掉密码：openssl pkey -in old.pem -out keys/app-private-key.pem，然后 chmod 600。',
  ),
  'key-weak': diagnosis(
    'A key is no RSA key of 2048 bits or more, which RSA2 asks for.',
    '密钥不是 2048 位及以上的 RSA 密钥，而 RSA2 要求如此。',
    'Make a new pair with 2048 bits, enter its public half in the console, and copy 支付宝公钥 anew.',
    '重新生成 2048 位密钥对，在控制台上传公钥，并重新复制“支付宝公钥”。',
  ),
  'key-is-own': diagnosis(
    'The application’s own public key stands where Alipay’s belongs.',
    '应放支付宝公钥的地方放了应用自己的公钥。',
    'The console shows both side by side: copy 支付宝公钥, not 应用公钥, into ALIPAY_PUBLIC_KEY_FILE.',
    '控制台里两者并列：请把“支付宝公钥”（不是“应用公钥”）复制到 ALIPAY_PUBLIC_KEY_FILE。',
  ),
  'key-of-development': diagnosis(
    'The keys of the simulator are configured for the real Alipay.',
    '真实支付宝环境配置了模拟器的开发密钥。',
    'Make a key pair of your own, enter it in the console, and name your files instead of keys/dev (docs/alipay-setup.md).',
    '生成自己的密钥对并在控制台登记，用自己的文件替换 keys/dev（见 docs/alipay-setup.md）。',
  ),
  'certificate-of-others': diagnosis(
    'ALIPAY_APP_CERT_FILE is not the certificate of our private key.',
    'ALIPAY_APP_CERT_FILE 不是应用私钥对应的证书。',
    'Download appCertPublicKey_<app id>.crt of this application, or name the private key that its request (CSR) was made with.',
    '下载该应用的 appCertPublicKey_<应用号>.crt，或填写生成其 CSR 时所用的私钥。',
  ),
  'certificates-swapped': diagnosis(
    'Our certificate stands where Alipay’s belongs.',
    '应放支付宝证书的地方放了应用自己的证书。',
    'ALIPAY_CERT_FILES wants alipayCertPublicKey_RSA2.crt; appCertPublicKey_<app id>.crt goes into ALIPAY_APP_CERT_FILE.',
    'ALIPAY_CERT_FILES 应为 alipayCertPublicKey_RSA2.crt；appCertPublicKey_<应用号>.crt 应填入 ALIPAY_APP_CERT_FILE。',
  ),
  'certificate-ended': diagnosis(
    'A certificate is out of date.',
    '证书已过期。',
    'Get a new one in the console and name its file; the start is refused until then.',
    '在控制台申请新证书并填写其文件；在此之前程序拒绝启动。',
  ),
  'certificate-ends-soon': diagnosis(
    'A certificate ends within 30 days.',
    '证书将在 30 天内到期。',
    'Get the next one now: ALIPAY_CERT_FILES takes several of Alipay’s, separated by commas, while one is replaced.',
    '请现在就更换：ALIPAY_CERT_FILES 可用逗号分隔填写多个支付宝证书，便于平滑过渡。',
  ),
  'certificate-not-yet': diagnosis(
    'A certificate begins in the future.',
    '证书尚未生效。',
    'Check this machine’s clock; else wait until the certificate begins and use the former until then.',
    '检查本机时钟；否则在证书生效前继续使用旧证书。',
  ),
  'certificate-chain': diagnosis(
    'A certificate of Alipay’s does not lead to a root of ALIPAY_ROOT_CERT_FILE.',
    '支付宝证书无法追溯到 ALIPAY_ROOT_CERT_FILE 中的根证书。',
    'Keep both files as they were downloaded, with all certificates in them; sandbox and production have different ones.',
    '两个文件都保持下载时的样子，保留其中的全部证书；沙箱与生产的证书不同。',
  ),
  'certificate-roots': diagnosis(
    'ALIPAY_ROOT_CERT_FILE holds no root certificate with an RSA signature, so that requests cannot name it.',
    'ALIPAY_ROOT_CERT_FILE 中没有 RSA 签名的根证书，请求无法给出其序列号。',
    'Download alipayRootCert.crt anew: the whole file, which holds several certificates.',
    '重新下载 alipayRootCert.crt：完整文件，其中含有多张证书。',
  ),
} as const;

/** What may be wrong with a key file. */
export type KeyMistake = keyof typeof KEY_DIAGNOSES;
