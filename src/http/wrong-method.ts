import { MethodNotAllowedException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The methods of routes, by the form of their addresses. */
type Known = ReadonlyMap<string, readonly string[]>;

function pathOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  return path;
}

/** The parts of an address between its slashes; one at its end makes no difference. */
function partsOf(address: string): string[] {
  return address.replace(/\/$/, '').split('/');
}

/** Whether an address is of a route's form, in which `:name` stands for anything but nothing. */
function isOfForm(parts: readonly string[], form: string): boolean {
  const wanted = partsOf(form);
  return (
    wanted.length === parts.length &&
    wanted.every((one, index) => (one.startsWith(':') ? parts[index] !== '' : one === parts[index]))
  );
}

/** The methods that an address knows, without repeats; none for an address that is of no route. Pure. */
export function methodsAt(known: Known, address: string): string[] {
  const parts = partsOf(address);
  const methods = [...known].flatMap(([form, some]) => (isOfForm(parts, form) ? some : []));
  return [...new Set(methods)].toSorted();
}

/**
 * Refuses a method that a known address does not know, whatever the body, and names those that it knows (RFC 9110,
 * 15.5.6). The router itself only says that nothing fits. To be called before there are routes.
 */
export function refuseWrongMethods(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const known = new Map<string, string[]>();
  fastify.addHook('onRoute', ({ url, method }) => {
    known.set(url, [...(known.get(url) ?? []), method].flat());
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const methods = request.is404 ? methodsAt(known, pathOf(request.url)) : [];
    if (methods.length === 0) {
      done();
      return;
    }
    void reply.header('allow', methods.join(', '));
    done(new MethodNotAllowedException());
  });
}
