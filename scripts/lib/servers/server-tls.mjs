import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { makeCertificate } from '../certificates.mjs';
import { fileFor, folderFor } from '../process/private-folder.mjs';

/**
 * Files of an authority and of a server that it vouches for.
 *
 * @typedef {{ authorityFile: string, certificateFile: string, keyFile: string }} ServerTls
 */

/**
 * Makes an authority, and a certificate of it for servers on this machine; the authority's key is kept nowhere.
 *
 * @param {string} dir a folder that is made
 * @param {{ names?: readonly string[], owner?: { uid: number, gid: number } | undefined }} [request] `names` are those that
 *   the server may have, `owner` is who runs it
 *   when that is not us
 * @returns {ServerTls}
 */
export function makeServerTls(dir, { names = ['localhost', '127.0.0.1'], owner } = {}) {
  folderFor(dir, owner);
  const [authority, server] = [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  const files = {
    authorityFile: join(dir, 'authority.pem'),
    certificateFile: join(dir, 'server.pem'),
    keyFile: join(dir, 'server-key.pem'),
  };
  const ofAuthority = { issuer: 'authority', subject: 'authority', authority: true };
  const root = makeCertificate(authority.publicKey, authority.privateKey, 1, ofAuthority);
  fileFor(files.authorityFile, root, owner);
  const ofServer = { issuer: 'authority', subject: 'server', names };
  const certificate = makeCertificate(server.publicKey, authority.privateKey, 2, ofServer);
  fileFor(files.certificateFile, certificate, owner);
  fileFor(files.keyFile, server.privateKey.export({ type: 'pkcs8', format: 'pem' }), owner);
  return files;
}

/** What a MariaDB or MySQL is told, beside its other settings. @param {ServerTls} files */
export function databaseTlsArguments({ authorityFile, certificateFile, keyFile }) {
  return [`--ssl-ca=${authorityFile}`, `--ssl-cert=${certificateFile}`, `--ssl-key=${keyFile}`];
}

/** What a Redis is told so that it speaks TLS on this port. @param {ServerTls} files @param {number} port */
export function redisTlsSettings({ authorityFile, certificateFile, keyFile }, port) {
  return {
    'tls-port': String(port),
    'tls-cert-file': certificateFile,
    'tls-key-file': keyFile,
    'tls-ca-cert-file': authorityFile,
    'tls-auth-clients': 'no',
  };
}
