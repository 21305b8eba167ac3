/**
 * How Node runs the API and the worker; the Dockerfile and docker-compose.yml say the same. Loading a program makes the
 * space for young objects grow to 48 MB, of which requests need a fraction: bounded, a process rests on less and does as
 * much. The API's space for old objects may grow to two and a half times what is alive in it before it is collected: on few
 * cores each collection holds requests up, by some 60 ms.
 */
const workerFlags = ['--max-semi-space-size=4'];
const apiFlags = ['--max-semi-space-size=8', '--heap-growing-percent=150'];

/** Node's flags for one of the programs that stay. */
export function serverFlags(entry) {
  return entry.endsWith('worker.js') ? workerFlags : apiFlags;
}
