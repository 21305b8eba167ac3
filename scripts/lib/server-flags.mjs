/**
 * How Node runs the API and the worker; the Dockerfile and docker-compose.yml say the same. Loading the program makes the
 * space for young objects grow to 48 MB, of which requests need a fraction: bounded, a process rests on some 15 MB less and
 * answers as many requests. The space for old objects may grow to two and a half times what is alive in it before it is
 * collected: on few cores each collection holds up the requests of some 60 ms.
 */
export const serverFlags = ['--max-semi-space-size=8', '--heap-growing-percent=150'];
