import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { asReader } from '../database/reader-share.js';
import { Problem } from '../kernel/problem.js';

/** Requests at work in this process: those that only read, and all. Health and figures are not counted. */
export interface LoadLimits {
  readonly readers: number;
  readonly all: number;
  /** While the event loop is late by so many milliseconds, so many who only read are enough. */
  readonly latenessMs: number;
  readonly readersWhenLate: number;
}

/** More than the pool of the database and its queue hold by default: what is beyond them only waits. */
export const LOAD_LIMITS: LoadLimits = {
  readers: 400,
  all: 2_000,
  latenessMs: 400,
  readersWhenLate: 32,
};

const LOOK_EVERY_MS = 100;

/** What a request is to a process with too much to do. */
export type RequestClass = 'operations' | 'reading' | 'money';

/**
 * `operations` are let in always; `money` is whatever may change something, and what Alipay and a buyer who has paid ask
 * for; the rest only reads. Pure.
 */
export function classOf(method: string, url: string): RequestClass {
  if (/^\/(health\/|metrics\b)/.test(url)) return 'operations';
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead && /^\/(api\/v1\/(?!alipay\/)|demo\b|docs\b)/.test(url) ? 'reading' : 'money';
}

/** How late the event loop was when it was looked at last, in milliseconds. */
function watchLateness(): () => number {
  let expected = performance.now() + LOOK_EVERY_MS;
  let lateness = 0;
  setInterval(() => {
    const now = performance.now();
    lateness = Math.max(0, now - expected);
    expected = now + LOOK_EVERY_MS;
  }, LOOK_EVERY_MS).unref();
  return () => lateness;
}

/** Decides whether one more request is let in. */
export class LoadGate {
  private readonly atWork = { reading: 0, money: 0 };

  constructor(
    private readonly limits: LoadLimits,
    private readonly latenessMs: () => number,
  ) {}

  /** Counts a request, or refuses it. Throws Problem `overloaded`. */
  enter(what: Exclude<RequestClass, 'operations'>): void {
    const { reading, money } = this.atWork;
    const { limits } = this;
    const isLate = this.latenessMs() > limits.latenessMs;
    const isFullOfReaders = reading >= (isLate ? limits.readersWhenLate : limits.readers);
    if (reading + money >= limits.all || (what === 'reading' && isFullOfReaders)) {
      const detail = 'The server has too much to do at the moment. Try again.';
      throw new Problem('unavailable', 'overloaded', detail, { retryAfterSeconds: 1 });
    }
    this.atWork[what] += 1;
  }

  /** A request that was let in has been answered, or is gone. */
  leave(what: Exclude<RequestClass, 'operations'>): void {
    this.atWork[what] -= 1;
  }
}

/** Sheds load early, those first who only read, and lets these leave part of the database's connections to the others. */
export function shedLoad(app: NestFastifyApplication, limits = LOAD_LIMITS): void {
  const gate = new LoadGate(limits, watchLateness());
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    const what = classOf(request.method, request.url);
    if (what === 'operations') return done();
    try {
      gate.enter(what);
    } catch (refusal) {
      return done(refusal as Error);
    }
    reply.raw.once('close', () => gate.leave(what));
    if (what === 'reading') asReader(done);
    else done();
  });
}
