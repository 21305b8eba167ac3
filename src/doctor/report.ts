import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
} from '../http/openapi/api-members.js';
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

const CHECK_NAMES = Object.keys(CHECKS) as CheckName[];

/** A sentence on the wire, in both languages. */
@ApiSchema({ name: 'Words' })
class WordsView {
  @ApiText() readonly en!: string;
  @ApiText() readonly zh!: string;
}

/** A finding as it is told. */
@ApiSchema({ name: 'DoctorFinding' })
class FindingView {
  @ApiOneOf('DoctorVerdict', ['good', 'wrong', 'note'])
  readonly verdict!: DoctorFinding['verdict'];
  @ApiText({ nullable: true, description: 'For programs; docs/troubleshooting.md lists them' })
  readonly code!: string | null;
  @ApiPart(() => WordsView, { description: 'What it was seen by' }) readonly saw!: Words;
  @ApiPart(() => WordsView, { nullable: true, description: 'What is wrong' })
  readonly wrong!: Words | null;
  @ApiPart(() => WordsView, { nullable: true, description: 'What to do about it' })
  readonly remedy!: Words | null;
}

/** What was found about one theme. */
@ApiSchema({ name: 'DoctorCheck' })
class CheckView {
  @ApiOneOf('DoctorCheckName', CHECK_NAMES) readonly name!: CheckName;
  @ApiPart(() => WordsView) readonly title!: Words;
  @ApiParts(() => FindingView) readonly findings!: readonly FindingView[];
}

/** What the doctor has found. */
@ApiSchema({ name: 'DoctorReport' })
export class DoctorReport {
  @ApiFlag({ description: 'Nothing is to be mended; there may be notes' })
  readonly isWell!: boolean;
  @ApiInteger({ description: 'How long it took' }) readonly ms!: number;
  @ApiParts(() => CheckView) readonly checks!: readonly CheckView[];
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
    findings: (found[name] ?? []).map(viewOf),
  }));
  const all = checks.flatMap(({ findings }) => findings);
  return { isWell: all.every(({ verdict }) => verdict !== 'wrong'), ms, checks };
}

function viewOf(finding: DoctorFinding): FindingView {
  const { verdict, saw } = finding;
  if (finding.verdict === 'good') return { verdict, code: null, saw, wrong: null, remedy: null };
  const { wrong, remedy } = DIAGNOSES[finding.code];
  return { verdict, code: finding.code, saw, wrong, remedy };
}
