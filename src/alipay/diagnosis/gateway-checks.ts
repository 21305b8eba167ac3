import type { KeyObject } from 'node:crypto';
import type { AlipayConfig } from '../../../config/alipay.config.js';
import { type Finding, good, note, wrong } from '../../kernel/diagnosis.js';
import { verbatim } from '../../kernel/words.js';
import type { AlipayKeys } from '../keys.js';
import { canonicalCode, isSystemError } from '../refusal-codes.js';
import { diagnoseAnswer } from './answer-diagnosis.js';
import {
  areApart,
  type Environment,
  environmentOfApp,
  environmentOfGateway,
  isDeadGateway,
  PRODUCTION_GATEWAY,
  SANDBOX_GATEWAY,
} from './environment.js';
import type { DiagnosisContext } from './findings.js';
import type { GatewayMistake } from './gateway-diagnoses.js';
import type { GatewayReply } from './gateway-probe.js';
import { consoleText } from './keys-beside.js';
import type { MessageMistake } from './message-diagnoses.js';

type GatewayFinding = Finding<GatewayMistake | MessageMistake>;

/** More than this is no delay on the way: Alipay refuses requests whose time is too far off. */
const MOST_SKEW_MS = 60_000;

/** Looks whether gateway, application and process belong to one environment. Pure. */
export function checkEnvironment(config: AlipayConfig, isProduction: boolean): GatewayFinding[] {
  const { appId, gateway } = config;
  if (isDeadGateway(gateway)) return [wrong('gateway-dead', gateway)];
  const [environment, appEnvironment] = [environmentOfGateway(gateway), environmentOfApp(appId)];
  const text = `ALIPAY_APP_ID ${appId} (${appEnvironment}), ALIPAY_GATEWAY ${gateway} (${environment})`;
  const isMixed = areApart(environment, appEnvironment);
  const found = [
    ...(isMixed ? [wrong('environments-mixed', text)] : []),
    ...addressFindings(gateway, environment, isProduction),
  ];
  return found.length > 0 ? found : [good(text)];
}

function addressFindings(
  gateway: string,
  environment: Environment,
  isProduction: boolean,
): GatewayFinding[] {
  if (environment === 'local') {
    return isProduction ? [note('simulator-in-production', gateway)] : [];
  }
  if (environment === 'unknown') return [note('gateway-address', gateway)];
  const isExact = [PRODUCTION_GATEWAY, SANDBOX_GATEWAY].includes(gateway);
  return isExact ? [] : [wrong('gateway-address', gateway)];
}

/** What the gateway's reply to one harmless question proves. Pure. */
export function checkReply(
  reply: GatewayReply,
  keys: Pick<AlipayKeys, 'appPrivateKey'>,
  context: DiagnosisContext,
): GatewayFinding[] {
  if (reply.kind === 'none') {
    return [
      wrong(
        reply.isTls ? 'gateway-tls' : 'gateway-unreachable',
        `${context.gateway}: ${reply.reason}`,
      ),
    ];
  }
  const { status, body, skewMs, ms } = reply;
  if (status !== 200) return [wrong('gateway-status', `${context.gateway}: HTTP ${status}`)];
  const reached = good(`${context.gateway}: ${ms} ms`);
  return [reached, ...checkAnswer(body, keys.appPrivateKey, context), ...checkClock(skewMs)];
}

function checkClock(skewMs: number | null): GatewayFinding[] {
  if (skewMs === null) return [];
  const seconds = Math.round(skewMs / 1_000);
  const text = `Date: ${seconds >= 0 ? '+' : ''}${seconds} s`;
  return [Math.abs(skewMs) > MOST_SKEW_MS ? wrong('clock-wrong', text) : good(text)];
}

function checkAnswer(body: Buffer, ourKey: KeyObject, context: DiagnosisContext): GatewayFinding[] {
  const { verifies, mistakes } = diagnoseAnswer(body, context);
  const theirs = verifies
    ? [good("Alipay's signature verifies", '支付宝的签名验证通过')]
    : mistakes
        .filter(({ code }) => code !== 'answer-unsigned')
        .map((one) => ({ verdict: 'wrong', ...one }) as const);
  // Words of an answer that is not Alipay's would lead astray.
  const isToBeRead = verifies || mistakes.some(({ code }) => code === 'answer-unsigned');
  return isToBeRead ? [...theirs, judgement(body.toString('utf8'), ourKey)] : theirs;
}

const BY_SUB_CODE: Readonly<Record<string, GatewayMistake>> = {
  'isv.invalid-signature': 'signature-refused',
  'isv.missing-signature': 'signature-refused',
  'isv.invalid-app-id': 'application-unknown',
  'isv.missing-app-id': 'application-unknown',
  'isv.invalid-timestamp': 'clock-wrong',
};

const BY_CODE: Readonly<Record<string, GatewayMistake>> = {
  '40003': 'permission-missing',
  '40006': 'permission-missing',
  '20000': 'gateway-trouble',
};

function judgement(text: string, ourKey: KeyObject): GatewayFinding {
  const code = memberOf(text, 'code');
  const subCode = canonicalCode(memberOf(text, 'sub_code'));
  const said = verbatim(`${code} ${subCode}`.trim());
  const mistake = mistakeOf(code, subCode);
  if (mistake === null) {
    return good(`our signature is accepted, ${said.en}`, `我方签名被接受，${said.zh}`);
  }
  if (mistake === 'gateway-trouble') return note(mistake, said.en);
  if (mistake !== 'signature-refused') return wrong(mistake, said.en);
  const half = consoleText(ourKey);
  return wrong(mistake, `${said.en}; our public key: ${half}`, `${said.zh}；应用公钥：${half}`);
}

/** Null: the question was answered, so that we were let in. */
function mistakeOf(code: string, subCode: string): GatewayMistake | null {
  const known = BY_SUB_CODE[subCode] ?? BY_CODE[code];
  if (known !== undefined) return known;
  if (isSystemError(subCode)) return 'gateway-trouble';
  return code === '10000' || code === '40004' ? null : 'gateway-refuses';
}

/** A code out of an answer's text, which may be too odd for a parser. */
function memberOf(text: string, name: string): string {
  return new RegExp(`"${name}"\\s*:\\s*"([\\w.-]{1,80})"`).exec(text)?.[1] ?? '';
}
