import type { LookupAddress } from 'node:dns';
import { type Finding, good, wrong } from '../../kernel/diagnosis.js';
import { type AnsweredWithHead, HttpPost } from '../../webhooks/delivery/http-post.service.js';
import { Destinations, type Resolver } from '../../webhooks/endpoints/destinations.service.js';
import { isPublicAddress, literalAddress } from '../../webhooks/endpoints/public-address.js';
import type { ProcessMistake } from '../process-diagnoses.js';

type NotifyFinding = Finding<ProcessMistake>;

/** What is looked at, and how far one may go. */
export interface NotifyUrlRequest {
  readonly url: string;
  /** Whether private and loopback addresses are right: outside production, with a simulator. */
  readonly mayBeLocal: boolean;
  readonly resolve: Resolver;
  readonly timeoutMs: number;
}

/**
 * Looks at a notify address as from outside: its name, TLS, and what it answers to an empty POST. No redirect is
 * followed, and where private addresses are not right, none is connected to: the address that was checked is the one
 * that is used. What answers is told by its kind alone.
 */
export async function checkNotifyUrl(request: NotifyUrlRequest): Promise<NotifyFinding> {
  const url = new URL(request.url);
  const outside = request.mayBeLocal ? null : await outsideFinding(url, request.resolve);
  if (outside !== null) return outside;
  return judgeNotifyAnswer(request.url, await post(url, request));
}

async function outsideFinding(url: URL, resolve: Resolver): Promise<NotifyFinding | null> {
  const literal = literalAddress(url);
  const addresses = literal === null ? await addressesOf(url.hostname, resolve) : [literal];
  if (addresses.length === 0) return wrong('notify-no-name', url.hostname);
  const isPublic = addresses.every((address) => isPublicAddress(address));
  if (!isPublic) return wrong('notify-not-public', `${url.href} (${addresses.join(', ')})`);
  return url.protocol === 'https:' ? null : wrong('notify-not-https', url.href);
}

async function addressesOf(hostname: string, resolve: Resolver): Promise<string[]> {
  const found: readonly LookupAddress[] = await resolve(hostname).catch(() => []);
  return found.map(({ address }) => address);
}

/** By the sender of webhooks, which looks at the address again when it connects. */
function post(
  url: URL,
  { mayBeLocal, resolve, timeoutMs }: NotifyUrlRequest,
): Promise<AnsweredWithHead> {
  const ports = [443, Number(url.port || 443)];
  const config = { allowPrivate: mayBeLocal, ports, timeoutMs, keepMs: 0 };
  const sender = new HttpPost(config, new Destinations(config, resolve));
  return sender.send(url.href, { 'content-type': 'application/x-www-form-urlencoded' }, '');
}

/** What our own routes answer to nothing: the native one, dadashop's and luffy's. */
const OURS = new Set(['failure', '非法访问', 'failed']);

const TLS = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/;
const NO_NAME = /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA)/;
const CHALLENGE = /just a moment|challenge|captcha|verify you are human|人机|滑块|安全验证/i;
const SIGN_IN = /sign[ -]?in|log[ -]?in|password|登录|登陆/i;

const BY_STATUS: Readonly<Record<number, ProcessMistake>> = {
  401: 'notify-sign-in',
  407: 'notify-sign-in',
  404: 'notify-no-route',
  405: 'notify-no-route',
  429: 'notify-challenge',
  502: 'notify-upstream',
  503: 'notify-upstream',
  504: 'notify-upstream',
};

/** What an answer to an empty POST says of the address. Pure. */
export function judgeNotifyAnswer(address: string, answered: AnsweredWithHead): NotifyFinding {
  const { status, answer, error, ms } = answered;
  if (status === null) return wrong(ofError(error ?? ''), `${address}: ${error ?? ''}`);
  if (OURS.has(answer.trim())) return good(`${address}: ${answer.trim()}, ${ms} ms`);
  return wrong(ofAnswer(answered, status), `${address}: HTTP ${status}`);
}

function ofError(error: string): ProcessMistake {
  if (error === 'address refused') return 'notify-not-public';
  if (NO_NAME.test(error)) return 'notify-no-name';
  return TLS.test(error) ? 'notify-tls' : 'notify-unreachable';
}

function ofAnswer({ answer, headers }: AnsweredWithHead, status: number): ProcessMistake {
  if (status >= 300 && status < 400) {
    return SIGN_IN.test(headers.location ?? '') ? 'notify-sign-in' : 'notify-redirects';
  }
  const byHead = ofHead(headers);
  if (byHead !== null) return byHead;
  if (CHALLENGE.test(answer)) return 'notify-challenge';
  return BY_STATUS[status] ?? ofPage(answer);
}

function ofPage(answer: string): ProcessMistake {
  return SIGN_IN.test(answer) ? 'notify-sign-in' : 'notify-no-route';
}

function ofHead(headers: AnsweredWithHead['headers']): ProcessMistake | null {
  if (headers['cf-mitigated'] !== undefined) return 'notify-challenge';
  return headers['www-authenticate'] === undefined ? null : 'notify-sign-in';
}
