import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { AlipayRequestError, AlipaySdk } from 'alipay-sdk';
import { AlipayConfig } from '../../config/alipay.config.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { toChinaTime } from '../kernel/shanghai-time.js';
import { SpanKind, traced } from '../kernel/tracing.js';
import { type AnswerFields, type GatewayStatement, withoutSignature } from './answer.js';
import { AnswerWatch } from './answer-watch.service.js';
import { gatewayGuard } from './gateway-guard.js';
import { ALIPAY_KEYS, type AlipayKeys } from './keys.js';
import type { RequestParams } from './signing.js';
import { answerParts, isSignedBy } from './verification.js';

/** A request's content by Alipay's names; absent members are left out, never sent empty. */
export type BizContent = Readonly<Record<string, string | readonly string[]>>;

/** Thrown through the SDK, out of its check of an answer. */
class Unverified extends Error {
  constructor(
    readonly why: 'unsigned' | 'forged' | 'unreadable',
    readonly node: string,
    readonly text: string,
  ) {
    super(`the answer is ${why}`);
    this.name = 'Unverified';
  }
}

/**
 * The one place where Alipay is called over the network. The official SDK signs and sends; its check of the answer is
 * replaced by ours, for it refuses signed failures and another order of members, and dies of unsigned ones.
 */
@Injectable()
export class AlipayGateway {
  private sdk: Promise<AlipaySdk> | null = null;
  private readonly guard;

  constructor(
    private readonly config: AlipayConfig,
    @Inject(ALIPAY_KEYS) private readonly keys: AlipayKeys,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly watch: AnswerWatch,
  ) {
    this.guard = gatewayGuard({ concurrent: config.maxConcurrent, waiting: config.maxWaiting });
  }

  /**
   * Calls a method, at most for the configured time, and never throws: whatever goes wrong is `nothing` or
   * `unverified`, for nobody knows whether Alipay did it. Calls are not repeated here; the SDK's HTTP client sends one
   * again, once, when its connection broke. That is harmless: each call carries its numbers, and Alipay does the same
   * number once.
   */
  async call(
    method: string,
    bizContent: BizContent,
    extra: RequestParams = {},
  ): Promise<GatewayStatement> {
    const outTradeNo = String(bizContent['out_trade_no'] ?? '');
    const attributes = outTradeNo === '' ? {} : { 'alipay.out_trade_no': outTradeNo };
    const subject = { kind: SpanKind.CLIENT, attributes };
    const statement = await traced(method, subject, () =>
      this.guard.run(() => this.callNow(method, bizContent, extra)),
    );
    this.watch.note({ method, outTradeNo }, statement);
    return statement;
  }

  private async callNow(
    method: string,
    bizContent: BizContent,
    extra: RequestParams,
  ): Promise<GatewayStatement> {
    // The SDK's own timestamp is in the process's time zone (alipay.md 5.3).
    const params = {
      format: 'JSON',
      timestamp: toChinaTime(this.clock.now()),
      ...extra,
      bizContent,
    };
    try {
      this.sdk ??= this.loadSdk();
      const sdk = await this.sdk;
      const node = await this.beforeDeadline(sdk.exec(method, params, { validateSign: true }));
      return { kind: 'signed', fields: textFields(node) };
    } catch (error) {
      return statementOfError(error);
    }
  }

  /** Only now is it loaded: with its HTTP client it is a tenth of the program, and signing links needs none of it. */
  private async loadSdk(): Promise<AlipaySdk> {
    const { AlipaySdk: Sdk } = await import('alipay-sdk');
    const { config, keys } = this;
    const { appPrivateKey, serials } = keys;
    const sdk = new Sdk({
      appId: config.appId,
      gateway: config.gateway,
      timeout: config.timeoutMs,
      // The SDK takes the key's kind on trust; read from a KeyObject it is always this one.
      privateKey: appPrivateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      keyType: 'PKCS1',
      // Not used while our check stands in for the SDK's; without it, the SDK's own would let everything pass.
      alipayPublicKey: spkiOf(keys.ofAlipay(null)),
      camelcase: false,
      ...(serials === null ? {} : { appCertSn: serials.app, alipayRootCertSn: serials.root }),
    });
    // The SDK would parse the key's text for each signature, which takes thrice the time of the signature itself.
    Object.assign(sdk.config, { privateKey: appPrivateKey });
    sdk.checkResponseSign = (body, root) => this.check(body, root);
    return sdk;
  }

  private check(body: string, root: string): void {
    const parts = answerParts(body, root);
    if (parts === null) throw new Unverified('unreadable', '{}', body);
    if (parts.sign === null) throw new Unverified('unsigned', parts.node, body);
    if (!isSignedBy(this.keys.ofAlipay(parts.certSn), parts.node, parts.sign)) {
      throw new Unverified('forged', parts.node, body);
    }
  }

  /** The SDK's timeout counts from one byte to the next, so that a slow enough answer would take for ever. */
  private async beforeDeadline<Result>(call: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('deadline')), this.config.timeoutMs);
    });
    try {
      return await Promise.race([call, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Errors of the SDK hold the whole answer, buyers and all: only our own words leave this function. */
function statementOfError(error: unknown): GatewayStatement {
  if (!(error instanceof Unverified)) return { kind: 'nothing', reason: troubleOf(error) };
  switch (error.why) {
    case 'unreadable':
      return { kind: 'nothing', reason: 'unreadable answer' };
    case 'forged':
      return {
        kind: 'unverified',
        reason: 'answered, but the signature does not verify',
        text: error.text,
      };
    case 'unsigned':
      return withoutSignature(textFields(JSON.parse(error.node)));
  }
}

function spkiOf([key]: readonly KeyObject[]): string {
  return key === undefined ? '' : key.export({ type: 'spki', format: 'pem' }).toString();
}

function troubleOf(error: unknown): string {
  if (!isOfSdk(error)) return 'no answer (deadline)';
  if (error.cause instanceof SyntaxError) return 'unreadable answer';
  if (error.responseDataRaw === undefined) return `no answer (${nameOf(error.cause)})`;
  const [status = 'unreadable answer'] = /status: \d{3}/.exec(error.message) ?? [];
  return status;
}

function isOfSdk(error: unknown): error is AlipayRequestError {
  return error instanceof Error && error.name === 'AlipayRequestError';
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown cause';
}

function textFields(node: unknown): AnswerFields {
  if (typeof node !== 'object' || node === null) return {};
  const members = Object.entries(node).map(([name, value]: [string, unknown]) => {
    return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const;
  });
  return Object.fromEntries(members);
}
