import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from '@opentelemetry/api';

export { SpanKind } from '@opentelemetry/api';

/** The attribute that holds an order's number. */
export const ORDER_NO = 'order.no';

const NAME = 'alipay-checkout';
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Whether this process tells of what it does; set once, before anything is made. While it does not, nothing is kept. */
export const tracing = { isOn: false };

/** What a span is about. */
export interface SpanSubject {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** Begins a trace of its own. */
  readonly root?: boolean;
}

/** Does some work as a span under the active one, if that is told of. Throws what the work throws. */
export function traced<Result>(
  name: string,
  { kind = SpanKind.INTERNAL, attributes = {}, root = false }: SpanSubject,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracing.isOn || (!root && isLeftOut(trace.getActiveSpan()))) return work();
  return trace
    .getTracer(NAME)
    .startActiveSpan(name, { kind, attributes, root }, (span) => untilDone(span, work));
}

/** Whether the sampler left a trace out: no part of it is told, so none is made. */
function isLeftOut(span: Span | undefined): boolean {
  return span !== undefined && (span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0;
}

async function untilDone<Result>(span: Span, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Notes in a span why what it is about failed: the kind of the error alone, for its words may hold a buyer's. */
export function failSpan(span: Span, error: unknown): void {
  const type = error instanceof Error ? error.name : 'unknown';
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Begins a span that its caller ends; null while nothing is told of that it would belong to. */
export function beginPart(name: string, attributes: Attributes): Span | null {
  if (!tracing.isOn) return null;
  const whole = trace.getActiveSpan();
  if (whole === undefined || isLeftOut(whole)) return null;
  return trace.getTracer(NAME).startSpan(name, { kind: SpanKind.CLIENT, attributes });
}

/** Begins the span of a request that came from outside, under what it says that it belongs to. */
export function beginRequest(
  name: string,
  attributes: Attributes,
  traceparent: string | null,
): { readonly span: Span; readonly within: Context } {
  const parent = contextOf(traceparent);
  const span = trace.getTracer(NAME).startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return { span, within: trace.setSpan(parent, span) };
}

/** What is under way here, for work that others do for us; null while nothing is told. */
export function currentContext(): Context | null {
  return tracing.isOn ? context.active() : null;
}

/** Does some work as a part of what was under way elsewhere. */
export function inContext<Result>(elsewhere: Context | null, work: () => Result): Result {
  return elsewhere === null ? work() : context.with(elsewhere, work);
}

/** The active span, as other processes are told of it (W3C Trace Context); null: there is none. */
export function activeTraceparent(): string | null {
  return tracing.isOn ? traceparentOf(trace.getActiveSpan()) : null;
}

function traceparentOf(span: Span | undefined): string | null {
  const of = span?.spanContext();
  if (of === undefined || !isSpanContextValid(of)) return null;
  return `00-${of.traceId}-${of.spanId}-${of.traceFlags.toString(16).padStart(2, '0')}`;
}

function contextOf(traceparent: string | null): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const of = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return isSpanContextValid(of) ? trace.setSpanContext(ROOT_CONTEXT, of) : ROOT_CONTEXT;
}

/**
 * Tells in another trace of what happened here, and links the two; `began` is when (ms since 1970), now by default.
 * Answers the new span for whoever goes on with that trace.
 */
export function tellIn(
  traceparent: string,
  name: string,
  { kind = SpanKind.INTERNAL, attributes = {} }: SpanSubject,
  began?: Date,
): string | null {
  const here = trace.getActiveSpan()?.spanContext();
  const links: Link[] = here === undefined ? [] : [{ context: here }];
  const options = { kind, attributes, links, ...(began && { startTime: began }) };
  const span = trace.getTracer(NAME).startSpan(name, options, contextOf(traceparent));
  span.end();
  return traceparentOf(span);
}

/** Notes the order that the active span is about. */
export function noteOrder(orderNo: string | null): void {
  if (tracing.isOn && orderNo !== null) trace.getActiveSpan()?.setAttribute(ORDER_NO, orderNo);
}
