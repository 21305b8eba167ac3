import {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plainRequest,
} from 'node:http';
import { request as tlsRequest } from 'node:https';
import { Injectable } from '@nestjs/common';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import { Destinations } from '../endpoints/destinations.service.js';
import { KeptConnections } from './kept-connections.js';

const MAX_ANSWER_BYTES = 2_000;
const MAX_ANSWER_CHARACTERS = 500;
const MAX_ERROR_CHARACTERS = 200;

/** How a receiver answered. */
export interface Answered {
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly error: string | null;
  /** The beginning of the answer's body. */
  readonly answer: string;
  readonly ms: number;
}

/** The same with what stood at the head of the answer; nothing where there was none. */
export interface AnsweredWithHead extends Answered {
  readonly headers: IncomingHttpHeaders;
}

/** Whether the receiver has taken the event: 2xx alone, for a redirect would lead past the check of the address. Pure. */
export function isTaken({ status }: Answered): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Sends a body to an address that others chose. */
@Injectable()
export class HttpPost {
  private readonly connections = new KeptConnections();

  constructor(
    private readonly config: WebhooksConfig,
    private readonly destinations: Destinations,
  ) {}

  /** Sends once and answers how it went; never throws. Everything together may take the configured time. */
  async send(
    address: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<AnsweredWithHead> {
    const began = performance.now();
    const result = await this.exchange(new URL(address), headers, body).catch((error: Error) => ({
      status: null,
      error: wordsOf(error),
      answer: '',
      headers: {},
    }));
    return { ...result, ms: Math.round(performance.now() - began) };
  }

  private async exchange(
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Omit<AnsweredWithHead, 'ms'>> {
    if (this.destinations.faultOf(url) !== null) throw new Error('address refused');
    const signal = AbortSignal.timeout(this.config.timeoutMs);
    const { request, response } = await this.answered(url, { headers, signal }, body);
    const { text, isWhole } = await beginningOf(response);
    if (!isWhole) request.destroy();
    const { statusCode = null, headers: told } = response;
    return { status: statusCode, error: null, answer: text, headers: told };
  }

  /** By a kept connection; once more by a new one when the receiver ended the kept one before it looked at the request. */
  private async answered(
    url: URL,
    options: SendOptions,
    body: string,
  ): Promise<{ readonly request: ClientRequest; readonly response: IncomingMessage }> {
    const kept = this.start(url, { ...options, agent: this.connections.agentFor(url) }, body);
    try {
      return { request: kept.request, response: await kept.response };
    } catch (error) {
      if (!kept.request.reusedSocket || options.signal.aborted) throw error;
      const fresh = this.start(url, { ...options, agent: false }, body);
      return { request: fresh.request, response: await fresh.response };
    }
  }

  private start(
    url: URL,
    options: SendOptions & { readonly agent: Agent | false },
    body: string,
  ): Sent {
    const start = url.protocol === 'https:' ? tlsRequest : plainRequest;
    const { lookup } = this.destinations;
    const request = start(url, { method: 'POST', lookup, ...options });
    const response = new Promise<IncomingMessage>((resolve, reject) => {
      request.on('error', reject).once('response', resolve).end(body);
      // A receiver that changes the protocol (101) loses its connection, of which Node tells by no error.
      request.once('close', () => reject(new Error('closed without an answer')));
    });
    return { request, response };
  }
}

interface SendOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

interface Sent {
  readonly request: ClientRequest;
  readonly response: Promise<IncomingMessage>;
}

/** The first characters of an answer, or what came of them before it broke off: its status has decided already. */
function beginningOf(response: IncomingMessage): Promise<{ text: string; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const finish = (isWhole: boolean): void => {
      const text = Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES).toString('utf8');
      resolve({ text: text.slice(0, MAX_ANSWER_CHARACTERS), isWhole });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MAX_ANSWER_BYTES) finish(false);
    });
    response.once('end', () => finish(true));
    response.once('close', () => finish(false));
    response.once('error', () => finish(false));
  });
}

function wordsOf(error: Error): string {
  // Nothing but the time limit aborts a request here.
  if (error.name === 'AbortError') return 'no answer in time';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code} ` : '';
  return `${code}${error.message}`.slice(0, MAX_ERROR_CHARACTERS);
}
