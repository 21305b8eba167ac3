import { varied } from '../http/openapi/example-schema.js';
import { DIAGNOSES } from './diagnoses.js';
import { CHECKS, type DoctorReport } from './report.js';

const { wrong, remedy } = DIAGNOSES['key-is-own'];

const FINDING = varied(
  {
    verdict: 'wrong',
    code: 'key-is-own',
    saw: { en: 'ALIPAY_PUBLIC_KEY_FILE keys/a.pem', zh: 'ALIPAY_PUBLIC_KEY_FILE keys/a.pem' },
    wrong,
    remedy,
  },
  { code: null, wrong: null, remedy: null },
);

/** A report as `GET /api/v1/doctor` answers it. */
export const REPORT = {
  isWell: false,
  ms: 412,
  checks: [{ name: 'keys', title: CHECKS.keys, findings: [FINDING] }],
} satisfies Record<keyof DoctorReport, unknown>;
