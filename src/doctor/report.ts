import type { Words } from '../kernel/words.js';
import { DIAGNOSES, type DoctorFinding } from './diagnoses.js';

/** The themes that are looked at, in the order in which they are told. */
export const CHECKS = {
  settings: { en: 'Settings', zh: '配置' },
  keys: { en: 'Keys and certificates', zh: '密钥与证书' },
  environment: { en: 'Environment', zh: '环境' },
  gateway: { en: "Alipay's gateway", zh: '支付宝网关' },
  notify: { en: 'Notify address', zh: '通知地址' },
  processes: { en: 'Processes and proxy', zh: '进程与代理' },
  machine: { en: 'Machine', zh: '本机' },
  database: { en: 'Database', zh: '数据库' },
  redis: { en: 'Redis', zh: 'Redis' },
} as const satisfies Readonly<Record<string, Words>>;

/** A theme by its word for programs. */
export type CheckName = keyof typeof CHECKS;

/** All themes, in their order. */
export const CHECK_NAMES = Object.keys(CHECKS) as CheckName[];

/** Something that was found about a theme; `code` is for programs. */
export interface DoctorEntry {
  readonly verdict: DoctorFinding['verdict'];
  readonly code: string | null;
  /** What it was seen by. */
  readonly saw: Words;
  readonly wrong: Words | null;
  readonly remedy: Words | null;
}

/** What was found about one theme. */
export interface DoctorCheck {
  readonly name: CheckName;
  readonly title: Words;
  readonly findings: readonly DoctorEntry[];
}

/** What the doctor has found, in both languages. */
export interface DoctorReport {
  /** Nothing is to be mended; there may be notes. */
  readonly isWell: boolean;
  /** How long it took. */
  readonly ms: number;
  readonly checks: readonly DoctorCheck[];
}

/** A report of what was found, by theme; themes without a finding are left out. Pure. */
export function reportOf(
  found: Readonly<Partial<Record<CheckName, readonly DoctorFinding[]>>>,
  ms: number,
): DoctorReport {
  const names = CHECK_NAMES.filter((name) => (found[name] ?? []).length > 0);
  const checks = names.map((name) => ({
    name,
    title: CHECKS[name],
    findings: (found[name] ?? []).map(entryOf),
  }));
  const all = checks.flatMap(({ findings }) => findings);
  return { isWell: all.every(({ verdict }) => verdict !== 'wrong'), ms, checks };
}

function entryOf(finding: DoctorFinding): DoctorEntry {
  const { verdict, saw } = finding;
  if (finding.verdict === 'good') return { verdict, code: null, saw, wrong: null, remedy: null };
  const { wrong, remedy } = DIAGNOSES[finding.code];
  return { verdict, code: finding.code, saw, wrong, remedy };
}
