/**
 * How Node runs the API and the worker; the Dockerfile and docker-compose.yml say the same. Loading the program makes the
 * space for young objects grow to 48 MB, of which requests need a fraction: bounded, a process rests on some 15 MB less and
 * answers as many requests.
 */
export const serverFlags = ['--max-semi-space-size=8'];
