import type { Diagnosed } from '../../kernel/diagnosis.js';
import { areApart, environmentOfApp, environmentOfGateway } from './environment.js';
import { type DiagnosisContext, saw } from './findings.js';
import type { MessageMistake } from './message-diagnoses.js';
import type { OpenedSignature } from './opened-signature.js';

type Mistakes = Diagnosed<MessageMistake>[];

/** What is wrong with who signed, and how. Pure. */
export function signerMistakes(
  { by, algorithm }: OpenedSignature,
  isOtherEnvironment: boolean,
): Mistakes {
  const mistakes: Mistakes = [];
  if (algorithm === 'sha1')
    mistakes.push(saw('sha1-signature', 'signed with SHA1', '签名算法为 SHA1'));
  const words = [`signed with ${by.label}`, `签名密钥：${by.label}`] as const;
  if (by.role === 'own') mistakes.push(saw('own-key', ...words));
  if (by.role === 'other') {
    mistakes.push(saw(isOtherEnvironment ? 'other-environment' : 'other-key', ...words));
  }
  return mistakes;
}

/** What is wrong with the certificate that a message names. Pure. */
export function certificateMistakes(serial: string | null, context: DiagnosisContext): Mistakes {
  if (serial === null || context.trustsCertificate(serial)) return [];
  return [saw('unknown-certificate', `alipay_cert_sn ${serial}`, `alipay_cert_sn ${serial}`)];
}

/** What is wrong with whom a message is for. Pure. */
export function addresseeMistakes(
  appId: string | null,
  sellerId: string | null,
  context: DiagnosisContext,
): Mistakes {
  const mistakes: Mistakes = [];
  if (appId !== null && appId !== context.appId) {
    const code = isOfOtherEnvironment(appId, context) ? 'other-environment' : 'other-app';
    const text = `app_id ${appId}, ALIPAY_APP_ID ${context.appId}`;
    mistakes.push(saw(code, text, text));
  }
  if (context.sellerId !== null && sellerId !== null && sellerId !== context.sellerId) {
    const text = `seller_id ${sellerId}, ALIPAY_SELLER_ID ${context.sellerId}`;
    mistakes.push(saw('other-seller', text, text));
  }
  return mistakes;
}

/** Whether an application's number is of another environment than the gateway, or than our application. Pure. */
export function isOfOtherEnvironment(appId: string | null, context: DiagnosisContext): boolean {
  const environment = environmentOfApp(appId ?? '');
  return (
    areApart(environment, environmentOfGateway(context.gateway)) ||
    areApart(environment, environmentOfApp(context.appId))
  );
}
