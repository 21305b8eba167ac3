import { createParamDecorator, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import DataLoader from 'dataloader';
import type { FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Batcher } from '../../database/batching/batcher.js';
import { isDuplicateKey } from '../../database/database-trouble.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { type Outcome, outcomeOf, valueOf } from '../../kernel/outcome.js';
import { Problem } from '../../kernel/problem.js';
import { documentedBy } from '../openapi/documented.js';
import {
  bodyHash,
  type IdempotentRequest,
  type KeptAnswer,
  type KeyedRequest,
  type Reply,
} from './idempotency-record.js';
import { IdempotencyRepository, type KeyRow } from './idempotency.repository.js';
import { invalidInput, refusal } from '../refusal.js';
import { invalidRequest } from '../validation.js';

const KEY_FORM = /^[\x21-\x7e]{1,255}$/;
/** So many requests at most share a look-up. */
const MAX_TOGETHER = 64;
const UNIQUE_KEY = 'uq_idempotency_keys';
/** With a space after it, as no client's key can have. */
const OWN_KEY = 'call';

function readKey(_: unknown, context: ExecutionContext): string | null {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && KEY_FORM.test(key)) return key;
  throw invalidRequest([{ path: 'Idempotency-Key', message: NO_KEY_WORDS }]);
}

const KEY_REUSED = refusal({
  slug: 'idempotency-key-reused',
  description: '`idempotency-key-reused`: the key came with another request before',
});

const NO_KEY_WORDS = {
  en: 'Idempotency-Key must be 1 to 255 visible ASCII characters',
  zh: 'Idempotency-Key 须为 1 至 255 个可见 ASCII 字符',
};
const NO_KEY = invalidInput('Idempotency-Key', NO_KEY_WORDS.en);

const KEY_HEADER = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same body again has one effect and the same answer',
};

/** The `Idempotency-Key` header, or null when there is none. Throws Problem `invalid-request` for one of another form. */
export const IdempotencyKey = createParamDecorator(readKey, [
  documentedBy(ApiHeader(KEY_HEADER), ApiResponse(KEY_REUSED), ApiResponse(NO_KEY)),
]);

/** Gives the same answer, and one effect, to the same key and body. */
@Injectable()
export class Idempotency {
  /** Those who ask in the same turn of the event loop share a statement. */
  private readonly reads = new DataLoader(
    (requests: readonly KeyedRequest[]) => this.readMany(requests),
    { cache: false, maxBatchSize: MAX_TOGETHER, batchScheduleFn: (read) => setImmediate(read) },
  );
  private readonly keeping: Batcher<KeptAnswer, undefined>;

  constructor(
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    private readonly answers: IdempotencyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {
    const done = { ok: true, value: undefined } as const;
    this.keeping = transactions.shared(
      async (tx, kept: readonly KeptAnswer[]) => {
        await this.keepAnswers(tx, kept);
        return kept.map(() => done);
      },
      ({ request }) => nameOf(request.scope, request.key),
    );
  }

  /**
   * Runs `work` in one transaction that also stores its answer, so that effect and answer exist together or not at all.
   * A concurrent duplicate that comes meanwhile waits for the unique key and gets the stored answer. What `work` throws
   * is not stored. Without a key each call is for itself, and still takes effect once when the answer to its commit is
   * lost. Throws Problem `idempotency-key-reused` for the same key with another body.
   */
  async once<Body>(
    request: IdempotentRequest,
    work: (tx: EntityManager) => Promise<Reply<Body>>,
  ): Promise<Reply<Body>> {
    const { key } = request;
    if (key === null) return this.onceWithoutKey(request, work);
    const known = await this.find<Body>({ ...request, key });
    if (known !== null) return known;
    try {
      return await this.transactions.run((tx) => this.claimAndWork(tx, request, key, work));
    } catch (error) {
      if (!isKeyTaken(error)) throw error;
      return this.stored(request, key);
    }
  }

  /**
   * For work that is harmless to repeat and talks to others (a pay link): its first answer is stored after it, and given
   * again. Answers that come at the same time share a transaction. Throws Problem `idempotency-key-reused` for the same
   * key with another body.
   */
  async remember<Body>(
    request: IdempotentRequest,
    work: () => Promise<Reply<Body>>,
  ): Promise<Reply<Body>> {
    const { key } = request;
    if (key === null) return work();
    const known = await this.find<Body>({ ...request, key });
    if (known !== null) return known;
    const reply = await work();
    try {
      await this.keeping.run({ request: { ...request, key }, reply });
      return reply;
    } catch (error) {
      // A concurrent duplicate was faster, or the commit's answer was lost: what is stored counts.
      if (!isKeyTaken(error)) throw error;
      return this.stored(request, key);
    }
  }

  /** The answer that the key was given before, or null. Throws Problem `idempotency-key-reused`. */
  async find<Body>(request: KeyedRequest): Promise<Reply<Body> | null> {
    const found = await this.reads.load(request);
    return found === null ? null : (valueOf(found) as Reply<Body>);
  }

  /**
   * The answers that requests were given before, by one statement; absent where there is none yet. The outcome of a key
   * that came with another request is Problem `idempotency-key-reused`.
   */
  async findAnswers(
    tx: EntityManager,
    requests: readonly KeyedRequest[],
  ): Promise<Map<KeyedRequest, Outcome<Reply<unknown>>>> {
    const answers = new Map<KeyedRequest, Outcome<Reply<unknown>>>();
    if (requests.length === 0) return answers;
    const rows = await this.answers.findMany(tx, requests);
    const known = new Map(rows.map((row) => [nameOf(row.scope, row.idempotency_key), row]));
    for (const request of requests) {
      const row = known.get(nameOf(request.scope, request.key));
      if (row === undefined) continue;
      const answer = outcomeOf(() => answerOf(row, request));
      answers.set(request, answer);
    }
    return answers;
  }

  /**
   * Keeps answers in the transaction of their effects, by one statement. Throws a duplicate ({@link isKeyTaken}) when
   * somebody else kept one of the keys meanwhile: the transaction must then end without a trace.
   */
  async keepAnswers(tx: EntityManager, answers: readonly KeptAnswer[]): Promise<void> {
    const now = this.clock.now();
    const rows = answers.map(({ request, reply }) => ({
      scope: request.scope,
      idempotency_key: request.key,
      route: request.route,
      body_hash: bodyHash(request.body),
      status: reply.status,
      answer: JSON.stringify(reply.body ?? null),
      created_at: now,
    }));
    await this.answers.insert(tx, rows);
  }

  private async readMany(
    requests: readonly KeyedRequest[],
  ): Promise<(Outcome<Reply<unknown>> | null)[]> {
    const found = await this.findAnswers(this.dataSource.manager, requests);
    return requests.map((request) => found.get(request) ?? null);
  }

  private async onceWithoutKey<Body>(
    request: IdempotentRequest,
    work: (tx: EntityManager) => Promise<Reply<Body>>,
  ): Promise<Reply<Body>> {
    const key = `${OWN_KEY} ${this.ids.sortable(this.clock.now())}`;
    let reply: Reply<Body> | null = null;
    try {
      return await this.transactions.run(async (tx) => {
        await this.insert(tx, request, key, { status: 0, body: null });
        reply = await work(tx);
        return reply;
      });
    } catch (error) {
      // The key is there already: the try before this one was committed, and only its answer was lost.
      if (reply === null || !isKeyTaken(error)) throw error;
      return reply;
    }
  }

  private async claimAndWork<Body>(
    tx: EntityManager,
    request: IdempotentRequest,
    key: string,
    work: (tx: EntityManager) => Promise<Reply<Body>>,
  ): Promise<Reply<Body>> {
    // The row comes first: it makes a concurrent duplicate wait, and its key decides between them.
    await this.insert(tx, request, key, { status: 0, body: null });
    const reply = await work(tx);
    await this.answers.setAnswer(tx, { ...request, key }, reply);
    return reply;
  }

  private async stored<Body>(request: IdempotentRequest, key: string): Promise<Reply<Body>> {
    const known = await this.find<Body>({ ...request, key });
    if (known !== null) return known;
    throw new Error('an idempotency key vanished between its duplicate and its reading');
  }

  private insert(
    tx: EntityManager,
    request: IdempotentRequest,
    key: string,
    reply: Reply<unknown>,
  ): Promise<void> {
    return this.keepAnswers(tx, [{ request: { ...request, key }, reply }]);
  }
}

/** Whether a key was kept by somebody else meanwhile: its answer can be read now. Pure. */
export function isKeyTaken(error: unknown): boolean {
  return isDuplicateKey(error, UNIQUE_KEY);
}

/** Two keys are one when their names are: a scope has no space. */
function nameOf(scope: string, key: string): string {
  return `${scope} ${key}`;
}

function answerOf(row: KeyRow, request: KeyedRequest): Reply<unknown> {
  if (row.route === request.route && row.body_hash === bodyHash(request.body)) {
    return { status: row.status, body: JSON.parse(row.answer) as unknown };
  }
  throw new Problem('idempotency-key-reused');
}
