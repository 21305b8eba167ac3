import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  ParentBasedSampler,
  SimpleSpanProcessor,
  AlwaysOffSampler,
} from '@opentelemetry/sdk-trace-node';
import { beginPart, beginRequest, traced, tracing } from '../../src/kernel/tracing.js';

const CHOSEN = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const LEFT_OUT = CHOSEN.replace(/01$/, '00');

const told = new InMemorySpanExporter();
/** Of what comes with no decision, nothing is chosen. */
const provider = new NodeTracerProvider({
  sampler: new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  spanProcessors: [new SimpleSpanProcessor(told)],
});

beforeAll(() => {
  provider.register();
  tracing.isOn = true;
});
afterAll(() => provider.shutdown());

/** What is told of a request that asks a database and Alipay; `parts` says whether the statement became a span. */
async function tellOf(traceparent: string | null): Promise<{ names: string[]; parts: boolean }> {
  told.reset();
  const { span, within } = beginRequest('POST /orders', {}, traceparent);
  const parts = await context.with(within, async () => {
    await traced('alipay.trade.query', {}, () => Promise.resolve());
    const statement = beginPart('SELECT', {});
    statement?.end();
    return statement !== null;
  });
  span.end();
  return { names: told.getFinishedSpans().map(({ name }) => name), parts };
}

describe('of a request', () => {
  it.each([
    [
      'that was chosen, each part is told',
      CHOSEN,
      ['alipay.trade.query', 'SELECT', 'POST /orders'],
    ],
    ['that was left out, nothing is made', LEFT_OUT, []],
    ['that the sampler leaves out, nothing is made', null, []],
  ])('%s', async (_, traceparent, names) => {
    expect(await tellOf(traceparent)).toEqual({ names, parts: names.length > 0 });
  });

  it('that was left out, work still answers and throws, and a trace of its own asks the sampler anew', async () => {
    const { within } = beginRequest('POST /orders', {}, LEFT_OUT);
    await context.with(within, async () => {
      await expect(traced('a', {}, () => Promise.resolve(7))).resolves.toBe(7);
      await expect(traced('a', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      const asked = await traced('poll', { root: true }, () =>
        Promise.resolve(trace.getActiveSpan()?.spanContext().traceId),
      );
      expect(asked).not.toBe(LEFT_OUT.split('-')[1]);
    });
  });
});

it('of nothing under way, no part is told', () => {
  expect(beginPart('SELECT', {})).toBeNull();
});
