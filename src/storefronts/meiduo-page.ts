import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** meiduo's result page where no other one is set. It lies beside this file in `src/` and, as the build puts it, in `dist/`. */
export const DEFAULT_PAGE = readFileSync(
  join(import.meta.dirname, 'pages/meiduo-status.html'),
  'utf8',
);
