import { verbatim } from '../kernel/words.js';
import { DIAGNOSES } from './diagnoses.js';
import { CHECKS, type DoctorReport } from './report.js';

const { wrong, remedy } = DIAGNOSES['key-is-own'];

/** A report as `GET /api/v1/doctor` answers it. */
export const REPORT: DoctorReport = {
  isWell: false,
  ms: 412,
  checks: [
    {
      name: 'keys',
      title: CHECKS.keys,
      findings: [
        {
          verdict: 'wrong',
          code: 'key-is-own',
          saw: verbatim('ALIPAY_PUBLIC_KEY_FILE keys/a.pem'),
          wrong,
          remedy,
        },
      ],
    },
  ],
};
