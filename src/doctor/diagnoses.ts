import { GATEWAY_DIAGNOSES } from '../alipay/diagnosis/gateway-diagnoses.js';
import { KEY_DIAGNOSES } from '../alipay/diagnosis/key-diagnoses.js';
import { MESSAGE_DIAGNOSES } from '../alipay/diagnosis/message-diagnoses.js';
import type { DiagnosisTable, Finding } from '../kernel/diagnosis.js';
import type { Words } from '../kernel/words.js';
import { PROCESS_DIAGNOSES } from './process-diagnoses.js';
import { SERVER_DIAGNOSES } from './server-diagnoses.js';

/** All that is known to go wrong, by theme, in the order in which people set things up. */
export const THEMES = [
  { title: { en: 'Keys and certificates', zh: '密钥与证书' }, table: KEY_DIAGNOSES },
  { title: { en: 'Gateway and environment', zh: '网关与环境' }, table: GATEWAY_DIAGNOSES },
  {
    title: { en: 'Messages that do not verify', zh: '验签失败的报文' },
    table: MESSAGE_DIAGNOSES,
  },
  {
    title: { en: 'Notify address, proxy and processes', zh: '通知地址、代理与进程' },
    table: PROCESS_DIAGNOSES,
  },
  { title: { en: 'Database and Redis', zh: '数据库与 Redis' }, table: SERVER_DIAGNOSES },
] as const satisfies readonly { readonly title: Words; readonly table: DiagnosisTable }[];

/** The one table: what the doctor prints, the log and `explain` say, and docs/troubleshooting.md is made of. */
export const DIAGNOSES = {
  ...KEY_DIAGNOSES,
  ...GATEWAY_DIAGNOSES,
  ...MESSAGE_DIAGNOSES,
  ...PROCESS_DIAGNOSES,
  ...SERVER_DIAGNOSES,
} as const;

/** Anything that the doctor can name. */
export type Mistake = keyof typeof DIAGNOSES;

/** What the doctor finds. */
export type DoctorFinding = Finding<Mistake>;
