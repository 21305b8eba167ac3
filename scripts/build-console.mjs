import { buildConsole } from './lib/console-build.mjs';

/** The second half of `npm run build`: what browsers get at `/console`. */
await buildConsole();
