import { DIAGNOSES } from './diagnoses.js';
import type { DoctorReportView } from './doctor-view.js';
import { CHECKS } from './report.js';

const { wrong, remedy } = DIAGNOSES['key-is-own'];

/** A report as `GET /api/v1/doctor` answers it. */
export const REPORT: DoctorReportView = {
  isWell: false,
  ms: 412,
  checks: [
    {
      name: 'keys',
      title: CHECKS.keys.en,
      findings: [
        {
          verdict: 'wrong',
          code: 'key-is-own',
          saw: 'ALIPAY_PUBLIC_KEY_FILE keys/a.pem',
          wrong: wrong.en,
          remedy: remedy.en,
        },
      ],
    },
  ],
};
