import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** How long a server may take to let us in and to answer. */
const PATIENCE_MS = 5_000;

/**
 * Connects to the server of an address, says `hello`, and collects what comes back `until` it is enough.
 *
 * @param {{ url: URL, port: number, tls?: boolean, hello?: string, until: (bytes: string) => boolean }} request
 * @returns {Promise<{ bytes: string, error?: string }>} bytes as latin1; `error` is the code of what went wrong
 */
export function converse({ url, port, tls = false, hello = '', until }) {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const where = { host, port: Number(url.port || port) };
  return new Promise((resolve) => {
    const socket = tls ? connectTls({ ...where, servername: host }) : connect(where);
    let bytes = '';
    const finish = (error) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ bytes, ...(error ? { error } : {}) });
    };
    const timer = setTimeout(() => finish('ETIMEDOUT'), PATIENCE_MS);
    socket.once('error', (error) => finish(error.code ?? 'unknown error'));
    socket.once('close', () => finish('ECLOSED'));
    if (hello) socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(hello));
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      if (until(bytes)) finish();
    });
  });
}

/** What is wrong with a way to a server, and the remedy. */
export function connectFault(url, port, code) {
  const where = `${url.hostname}:${url.port || port}`;
  const remedies = {
    ENOTFOUND: `there is no host "${url.hostname}": correct the name`,
    EAI_AGAIN: `the name "${url.hostname}" cannot be looked up: correct it, or look at the network`,
    ECONNREFUSED: `nobody listens at ${where}: start the server, or correct host and port`,
    ETIMEDOUT: `${where} does not answer: look at host, port and firewall`,
    ECLOSED: `${where} hangs up: look whether this server is the right one`,
  };
  return remedies[code] ?? `${where} cannot be reached (${code}): correct the address`;
}
