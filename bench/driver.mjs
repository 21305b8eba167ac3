import { connect } from 'node:net';
import { Tally } from './tally.mjs';

/**
 * A lean HTTP/1.1 client over kept-alive sockets: the driver shares the processor with what it measures, so it
 * does no more than write a request, find the answer's end and hand its status and body on.
 */

const HEAD_END = '\r\n\r\n';
const LENGTH = 'content-length: ';

/** One kept-alive socket; one request at a time. */
class Line {
  #socket;
  #text = '';
  #done;

  constructor(socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.setNoDelay(true);
    socket.on('data', (text) => this.#take(text));
    socket.on('error', (error) => this.#end(0, error.message));
    socket.on('close', () => this.#end(0, 'the connection was closed'));
  }

  get isOpen() {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  /**
   * Sends a request, or a chain of them: `{ request, next }`, where `next` makes the next one of a good answer's body.
   * `done` gets the last answer's status (0: no answer) and its body, a byte a character.
   *
   * @typedef {string | { request: string, next: (body: string) => Request }} Request
   */
  ask(request, done) {
    if (typeof request === 'string') {
      this.#done = done;
      this.#socket.write(request, 'latin1');
      return;
    }
    this.ask(request.request, (status, body) => {
      if (status >= 200 && status < 300) this.ask(request.next(body), done);
      else done(status, body);
    });
  }

  close() {
    this.#socket.destroy();
  }

  #take(text) {
    this.#text = this.#text === '' ? text : this.#text + text;
    const head = this.#text.indexOf(HEAD_END);
    if (head < 0) return;
    const at = this.#text.indexOf(LENGTH);
    if (at < 0 || at > head) {
      this.#end(0, 'an answer without content-length');
      return;
    }
    const length = Number.parseInt(
      this.#text.slice(at + LENGTH.length, at + LENGTH.length + 9),
      10,
    );
    const start = head + HEAD_END.length;
    if (this.#text.length < start + length) return;
    const status = Number(this.#text.slice(9, 12));
    const body = this.#text.slice(start, start + length);
    this.#text = '';
    this.#end(status, body);
  }

  #end(status, body) {
    const done = this.#done;
    this.#done = undefined;
    done?.(status, body);
  }
}

function openLine({ host, port }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      resolve(new Line(socket));
    });
  });
}

async function openLines(target, count) {
  return Promise.all(Array.from({ length: count }, () => openLine(target)));
}

/**
 * So many connections to a target, shared out evenly among its processes: each is in use before the next one is opened.
 * Who opens them closes them.
 */
export async function openEvenly({ host, port }, count) {
  const lines = [];
  for (let opened = 0; opened < count; opened += 1) {
    const line = await openLine({ host, port });
    await answerTo(line, `GET / HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
    lines.push(line);
  }
  return lines;
}

function answerTo(line, request) {
  return new Promise((resolve) => {
    line.ask(request, (status, body) => resolve({ status, body }));
  });
}

/**
 * Uses the open lines that are given, or as many as are wished for, which are closed afterwards. Throws when one that is
 * given was closed by the other side: fewer would measure something else.
 */
async function onLines({ target, connections, lines }, use) {
  const used = lines ?? (await openLines(target, connections));
  const closed = used.filter(({ isOpen }) => !isOpen).length;
  if (closed > 0) throw new Error(`${closed} of ${used.length} connections were closed`);
  await use(used);
  if (lines === undefined) used.forEach((line) => line.close());
}

/**
 * Closed loop: each connection asks, waits for its answer, asks again, until the time is over or `next` has no request
 * left. Every request that was sent is waited for. What came back is added to `tally`.
 *
 * @param {{ target: { host: string, port: number }, connections?: number, lines?: Line[], seconds: number,
 *   next: () => Request | null, isGood: (status: number, body: string) => boolean, tally?: Tally }} load
 */
export async function closedLoop({ tally = new Tally(), ...load }) {
  await onLines(load, (lines) => askInTurn(lines, load, tally));
  return tally.summary();
}

async function askInTurn(lines, { seconds, next, isGood }, tally) {
  const began = performance.now();
  const deadline = began + seconds * 1000;
  const work = (line) =>
    new Promise((resolve) => {
      const step = () => {
        const now = performance.now();
        const request = now < deadline && line.isOpen ? next() : null;
        if (request === null) {
          resolve();
          return;
        }
        line.ask(request, (status, body) => {
          tally.add(performance.now() - now, isGood(status, body), status, body);
          step();
        });
      };
      step();
    });
  await Promise.all(lines.map(work));
  tally.seconds += (performance.now() - began) / 1000;
}

/**
 * Open loop: requests are due at a fixed rate, whether earlier ones were answered or not, and are timed from the moment
 * they were due: waiting for a free connection counts. What came back is added to `tally`.
 *
 * @param {{ target: { host: string, port: number }, connections?: number, lines?: Line[], seconds: number, rate: number,
 *   next: () => Request | null, isGood: (status: number, body: string) => boolean, tally?: Tally }} load
 */
export async function openLoop({ tally = new Tally(), ...load }) {
  await onLines(load, (lines) => askWhenDue(lines, load, tally));
  return tally.summary();
}

async function askWhenDue(lines, { seconds, rate, next, isGood }, tally) {
  const idle = [...lines];
  const waiting = [];
  const began = performance.now();
  const total = Math.floor(rate * seconds);
  await new Promise((resolve, reject) => {
    let due = 0;
    let open = 0;
    let hasMore = true;
    const send = (line, intended) => {
      const request = next();
      if (request === null) {
        hasMore = false;
        idle.push(line);
        return;
      }
      open += 1;
      line.ask(request, (status, body) => {
        open -= 1;
        tally.add(performance.now() - intended, isGood(status, body), status, body);
        const late = line.isOpen ? waiting.shift() : undefined;
        if (late !== undefined) send(line, late);
        else if (line.isOpen) idle.push(line);
      });
    };
    const tick = () => {
      const now = performance.now();
      for (; due < total && began + (due * 1000) / rate <= now; due += 1) {
        const intended = began + (due * 1000) / rate;
        // The one that has rested longest: otherwise the process that answered last would get the next ones as well.
        let line = idle.shift();
        while (line?.isOpen === false) line = idle.shift();
        if (line === undefined) waiting.push(intended);
        else send(line, intended);
      }
      const isOver = (due >= total || !hasMore) && open === 0;
      if (isOver) resolve();
      else if (lines.some((line) => line.isOpen)) setTimeout(tick, 1);
      else reject(new Error('every connection was closed'));
    };
    tick();
  });
  tally.seconds += (performance.now() - began) / 1000;
}

/** One request and its answer, for a look at what is measured. */
export async function askOnce(target, request) {
  const line = await openLine(target);
  const { status, body } = await answerTo(line, request);
  line.close();
  return { status, body: Buffer.from(body, 'latin1').toString('utf8') };
}
