import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';

const program = process.env['PROMTOOL_PATH'] || undefined;

/** `describe` for tests that need Prometheus' `promtool`; without one they are listed as skipped. */
export const describeWithPromtool = program === undefined ? describe.skip : describe;

/** Runs `promtool` with a file of this content as its last argument (JSON is YAML, too); answers what it printed. */
export async function promtool(
  args: readonly string[],
  content: unknown,
): Promise<{ fine: boolean; output: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-promtool-'));
  try {
    const file = join(dir, 'input.json');
    writeFileSync(file, JSON.stringify(content));
    return await run([...args, file]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs `promtool`; answers whether it ended with 0, and what it printed. */
export function run(args: readonly string[]): Promise<{ fine: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile(program ?? 'promtool', args, (error, stdout, stderr) => {
      resolve({ fine: error === null, output: stdout + stderr });
    });
  });
}
