import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { filled } from '../http/html.js';

/** A file of the demo shop as it is sent. */
export interface DemoFile {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
}

const PAGE = 'index.html';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Beside this file in `src/` and, where the build puts them, in `dist/`. */
const FOLDER = join(import.meta.dirname, 'demo');

/**
 * Reads the demo shop's files once, by name. `words` stand in the page where it names them in double braces; they are
 * text, whatever is in them.
 */
export function readDemoFiles(words: Readonly<Record<string, string>>): Map<string, DemoFile> {
  return new Map(readdirSync(FOLDER).map((name) => [name, demoFile(name, words)]));
}

function demoFile(name: string, words: Readonly<Record<string, string>>): DemoFile {
  const text = readFileSync(join(FOLDER, name), 'utf8');
  const body = Buffer.from(name === PAGE ? filled(text, words) : text);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type: TYPES[extname(name)] ?? 'application/octet-stream', body, etag };
}
