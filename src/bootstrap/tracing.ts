import { setTimeout as pause } from 'node:timers/promises';
import { tracing } from '../kernel/tracing.js';
import type { AppConfig } from '../../config/app.config.js';

/** Milliseconds for what is still to be told at the end: a collector that is away is no reason to be killed. */
const LAST_WORDS_MS = 2_000;

/**
 * Begins to tell of what this process does, where `OTEL_EXPORTER_OTLP_ENDPOINT` says to whom; before anything is made.
 * The exporter, the sampler and the batches read their own settings (`OTEL_…`), as everywhere. Answers how to tell what
 * is still to be told, which takes two seconds at most and throws nothing.
 */
export async function startTracing(
  { tracesTo, tracesName }: AppConfig,
  kind: 'api' | 'worker',
): Promise<() => Promise<void>> {
  if (tracesTo === null) return () => Promise.resolve();
  // Not loaded where nobody listens.
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': tracesName ?? `alipay-checkout-${kind}` }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  tracing.isOn = true;
  return async () => {
    const told = provider.shutdown().catch(() => undefined);
    await Promise.race([told, pause(LAST_WORDS_MS)]);
  };
}
