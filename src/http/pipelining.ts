import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers go out in the order of the requests: what is done far ahead of that order helps nobody. */
const AT_WORK_FOR_A_CONNECTION = 4;
/** So many that wait are enough; the connection is not read from until they are fewer. */
const MOST_WAITING = 16;

interface Line {
  atWork: number;
  readonly waiting: [IncomingMessage, ServerResponse][];
}

/**
 * Lets one connection have a few requests at work at most: Node hands over all that a client has sent without waiting for
 * answers (pipelining), and twenty such clients would keep everybody else waiting, health included.
 */
export function boundPipelines(server: Server): void {
  const handlers = server.listeners('request') as Handle[];
  const lines = new WeakMap<Socket, Line>();
  const lineOf = (socket: Socket): Line => {
    const line = lines.get(socket) ?? { atWork: 0, waiting: [] };
    lines.set(socket, line);
    return line;
  };
  const begin = (line: Line, request: IncomingMessage, response: ServerResponse): void => {
    // A request whose body was destroyed has no socket any more.
    const { socket } = request;
    line.atWork += 1;
    response.once('close', () => {
      line.atWork -= 1;
      goOn(line, socket);
    });
    for (const handle of handlers) handle.call(server, request, response);
  };
  const goOn = (line: Line, socket: Socket): void => {
    if (socket.destroyed) line.waiting.length = 0;
    const next = line.atWork < AT_WORK_FOR_A_CONNECTION ? line.waiting.shift() : undefined;
    if (next !== undefined) begin(line, ...next);
    if (line.waiting.length < MOST_WAITING && socket.isPaused()) socket.resume();
  };
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const line = lineOf(request.socket);
    if (line.atWork < AT_WORK_FOR_A_CONNECTION) return begin(line, request, response);
    line.waiting.push([request, response]);
    if (line.waiting.length >= MOST_WAITING) request.socket.pause();
  });
}
