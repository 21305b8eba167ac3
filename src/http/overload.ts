import { AsyncResource } from 'node:async_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { asReader } from '../database/reader-share.js';
import { Problem } from '../kernel/problem.js';

/** Requests of this process. Health and figures are not counted. */
export interface LoadLimits {
  /** That only read and are at work: usually, and while the event loop is late by so many milliseconds. */
  readonly readers: number;
  readonly readersWhenLate: number;
  readonly latenessMs: number;
  /** That only read and wait for their turn: how many, and for how many milliseconds. */
  readonly waiting: number;
  readonly patienceMs: number;
  /** That may move money and are at work. */
  readonly money: number;
}

/**
 * More readers at work are done no sooner: they would wait for the processor and the database all the same, and refusing
 * somebody who asks again at once costs as much as an answer. So they wait here, where it costs nothing.
 */
export const LOAD_LIMITS: LoadLimits = {
  readers: 64,
  readersWhenLate: 32,
  latenessMs: 400,
  waiting: 2_000,
  patienceMs: 3_000,
  money: 2_000,
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

/** Goes on with a request, or refuses it. */
type GoOn = (refusal?: Problem) => void;

interface Waiting {
  readonly goOn: GoOn;
  readonly since: number;
}

/** A request that was told to the gate. */
export interface Entrance {
  /** It has been answered, or whoever asked is gone. */
  readonly leave: () => void;
}

function overloaded(): Problem {
  return new Problem('overloaded');
}

/** Decides when a request is begun. */
export class LoadGate {
  private readonly line = new Set<Waiting>();
  private readonly over = new WeakSet<Waiting>();
  private readers = 0;
  private money = 0;
  private isLate = false;

  constructor(
    private readonly limits: LoadLimits,
    private readonly now: () => number,
  ) {}

  /** Begins a request that only reads when it is its turn, or refuses it with Problem `overloaded`. */
  read(goOn: GoOn): Entrance {
    const waiting = { goOn, since: this.now() };
    if (this.line.size >= this.limits.waiting) {
      goOn(overloaded());
      return { leave: () => undefined };
    }
    this.line.add(waiting);
    this.letIn();
    return { leave: () => this.end(waiting) };
  }

  /** Begins a request that may move money at once, or refuses it with Problem `overloaded`. */
  move(goOn: GoOn): Entrance {
    if (this.money >= this.limits.money) {
      goOn(overloaded());
      return { leave: () => undefined };
    }
    this.money += 1;
    goOn();
    return { leave: () => void (this.money -= 1) };
  }

  /** To be called again and again, with how late the event loop is in milliseconds. */
  look(latenessMs: number): void {
    this.isLate = latenessMs > this.limits.latenessMs;
    const oldest = this.now() - this.limits.patienceMs;
    for (const waiting of this.line) {
      if (waiting.since > oldest) break;
      this.line.delete(waiting);
      this.over.add(waiting);
      waiting.goOn(overloaded());
    }
    this.letIn();
  }

  /** Whether no request is at work or waits. */
  isEmpty(): boolean {
    return this.readers + this.money + this.line.size === 0;
  }

  private end(waiting: Waiting): void {
    if (this.over.has(waiting)) return;
    this.over.add(waiting);
    // Gone before its turn.
    if (this.line.delete(waiting)) return;
    this.readers -= 1;
    this.letIn();
  }

  private letIn(): void {
    const most = this.isLate ? this.limits.readersWhenLate : this.limits.readers;
    for (const waiting of this.line) {
      if (this.readers >= most) return;
      this.line.delete(waiting);
      this.readers += 1;
      waiting.goOn();
    }
  }
}

/** Tells a gate how late the event loop is from when it is asked to until the gate is empty. */
function latenessWatch(gate: LoadGate): () => void {
  let timer: NodeJS.Timeout | undefined;
  let expected = 0;
  const look = (): void => {
    const now = performance.now();
    gate.look(now - expected);
    expected = now + LOOK_EVERY_MS;
    if (!gate.isEmpty()) return;
    clearInterval(timer);
    timer = undefined;
  };
  return () => {
    if (timer !== undefined) return;
    expected = performance.now() + LOOK_EVERY_MS;
    timer = setInterval(look, LOOK_EVERY_MS).unref();
  };
}

/** Lets those who only read wait for their turn, and leave part of the database's connections to the others. */
export function shedLoad(app: NestFastifyApplication, limits = LOAD_LIMITS): void {
  const gate = new LoadGate(limits, () => performance.now());
  const watchLateness = latenessWatch(gate);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request: FastifyRequest, reply, done) => {
    const what = classOf(request.method, request.url);
    if (what === 'operations') return done();
    watchLateness();
    const { leave } = what === 'reading' ? gate.read(readerOf(done)) : gate.move(done);
    reply.raw.once('close', leave);
  });
}

/** Goes on as a reader, and as a part of what asked even when its turn came by somebody else's end. */
function readerOf(goOn: GoOn): GoOn {
  // Not `AsyncLocalStorage.bind`, which costs a seventh of what a list costs.
  const asker = new AsyncResource('reader');
  return (refusal) => asker.runInAsyncScope(() => asReader(() => goOn(refusal)));
}
