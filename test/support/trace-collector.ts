import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as it was told. */
export interface ToldSpan {
  readonly name: string;
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly linked: readonly string[];
}

/** A collector of traces on loopback (OTLP over HTTP, as JSON). */
export interface Collector {
  readonly url: string;
  readonly spans: ToldSpan[];
  /** Everything that came, as it came. */
  received(): string;
  close(): void;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface Payload {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<ToldSpan, 'attributes'> & {
        readonly attributes?: readonly Attribute[];
        readonly links?: readonly { readonly traceId: string }[];
      })[];
    }[];
  }[];
}

const textsOf = (attributes: readonly Attribute[]): Record<string, string> =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? JSON.stringify(value)]),
  );

function spansIn({ resourceSpans }: Payload): ToldSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = textsOf(resource.attributes)['service.name'] ?? '';
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId, parentSpanId, attributes = [], links = [] }) => ({
        name,
        service,
        traceId,
        spanId,
        parentSpanId,
        attributes: textsOf(attributes),
        linked: links.map((link) => link.traceId),
      })),
    );
  });
}

/** Starts a collector that keeps what it is told. */
export async function openCollector(): Promise<Collector> {
  const spans: ToldSpan[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      bodies.push(body);
      spans.push(...spansIn(JSON.parse(body) as Payload));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, spans, received: () => bodies.join('\n'), close };
}
