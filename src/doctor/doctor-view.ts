import { ApiSchema } from '@nestjs/swagger';
import { ApiFlag, ApiInteger, ApiOneOf, ApiParts, ApiText } from '../http/openapi/api-members.js';
import type { Language, Words } from '../kernel/words.js';
import type { DoctorFinding } from './diagnoses.js';
import { CHECK_NAMES, type CheckName, type DoctorEntry, type DoctorReport } from './report.js';

/** A finding on the wire. */
@ApiSchema({ name: 'DoctorFinding' })
class FindingView {
  @ApiOneOf('DoctorVerdict', ['good', 'wrong', 'note'])
  readonly verdict!: DoctorFinding['verdict'];
  @ApiText({ nullable: true, description: 'For programs; docs/troubleshooting.md lists them' })
  readonly code!: string | null;
  @ApiText({ description: 'What it was seen by' }) readonly saw!: string;
  @ApiText({ nullable: true, description: 'What is wrong' }) readonly wrong!: string | null;
  @ApiText({ nullable: true, description: 'What to do about it' })
  readonly remedy!: string | null;
}

/** What was found about one theme, on the wire. */
@ApiSchema({ name: 'DoctorCheck' })
class CheckView {
  @ApiOneOf('DoctorCheckName', CHECK_NAMES) readonly name!: CheckName;
  @ApiText() readonly title!: string;
  @ApiParts(() => FindingView) readonly findings!: readonly FindingView[];
}

/** What the doctor has found, on the wire. */
@ApiSchema({ name: 'DoctorReport' })
export class DoctorReportView {
  @ApiFlag({ description: 'Nothing is to be mended; there may be notes' })
  readonly isWell!: boolean;
  @ApiInteger({ description: 'How long it took' }) readonly ms!: number;
  @ApiParts(() => CheckView) readonly checks!: readonly CheckView[];
}

/** A report whose sentences are told in a language. Pure. */
export function reportIn(report: DoctorReport, language: Language): DoctorReportView {
  const checks = report.checks.map(({ name, title, findings }) => ({
    name,
    title: title[language],
    findings: findings.map((one) => findingIn(one, language)),
  }));
  return { isWell: report.isWell, ms: report.ms, checks };
}

function findingIn({ verdict, code, ...words }: DoctorEntry, language: Language): FindingView {
  const told = (one: Words | null) => (one === null ? null : one[language]);
  const { saw, wrong, remedy } = words;
  return { verdict, code, saw: saw[language], wrong: told(wrong), remedy: told(remedy) };
}
