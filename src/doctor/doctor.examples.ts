import { DIAGNOSES } from './diagnoses.js';
import type { DoctorReportView } from './doctor-view.js';
import type { MessageDiagnosisView } from './message-diagnosis-view.js';
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

const { wrong: changed, remedy: undo } = DIAGNOSES['content-changed'];

/** What was found out about a message, as `POST /api/v1/doctor/messages` answers it. */
export const MESSAGE: MessageDiagnosisView = {
  kind: 'notify',
  verifies: false,
  isProven: false,
  mistakes: [
    {
      code: 'content-changed',
      saw: 'the signature is one of ALIPAY_PUBLIC_KEY_FILE, over another text',
      wrong: changed.en,
      remedy: undo.en,
    },
  ],
};
