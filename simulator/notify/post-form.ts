import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

/** More of an answer than this is not read: the only answer that counts is 7 bytes long. */
const MAX_ANSWER_BYTES = 1024;
const TIMEOUT_MS = 10_000;

export interface FormAnswer {
  readonly status: number;
  readonly body: string;
}

function readAnswer(response: IncomingMessage, resolve: (answer: FormAnswer) => void): void {
  let body = '';
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    resolve({ status: response.statusCode ?? 0, body });
    response.destroy();
  };
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    body += chunk;
    if (body.length > MAX_ANSWER_BYTES) end();
  });
  response.on('end', end);
}

/**
 * Posts a form on a connection of its own, follows no redirect, and gives up after 10 s. Rejects when no whole
 * answer came.
 */
export async function postForm(
  url: string,
  body: string,
  signal: AbortSignal,
): Promise<FormAnswer> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'alipay-simulator',
  };
  return new Promise((resolve, reject) => {
    const limits = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const call = request(url, { method: 'POST', headers, agent: false, signal: limits });
    call.on('error', reject);
    call.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Error('changed the protocol'));
    });
    call.on('response', (response) => {
      response.on('error', reject);
      readAnswer(response, resolve);
    });
    call.end(body);
  });
}
