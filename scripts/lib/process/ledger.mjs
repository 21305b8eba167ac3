import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { commandLine, endProcess } from './processes.mjs';
import { say } from '../say.mjs';

/**
 * Which processes a script started, written down in its folder, so that a later run can end those that a
 * crashed one left behind. Each entry carries a mark that the process's command line must contain: process
 * ids are used again, and a stranger is never ended.
 */
export class Ledger {
  #file;
  #entries = [];

  constructor(dir) {
    this.#file = join(dir, 'started.json');
  }

  /** The id of the script that holds this folder now, if it still runs. @returns {number | undefined} */
  holder() {
    const { owner, ownerMark } = this.#read();
    const isOther = owner !== undefined && owner !== process.pid;
    return isOther && commandLine(owner).includes(ownerMark) ? owner : undefined;
  }

  /** Whether a script wrote here and is gone. A folder without a word in it may be one just being made. */
  isAbandoned() {
    const { owner } = this.#read();
    return owner !== undefined && owner !== process.pid && this.holder() === undefined;
  }

  /** Ends what a run left behind that could not end it itself. */
  async endLeftovers() {
    for (const { name, pid, mark } of this.#read().entries.toReversed()) {
      if (!commandLine(pid).includes(mark)) continue;
      say(`Ending ${name} (process ${pid}), left by a run that crashed.`);
      await endProcess(pid, { deadlineMs: 20_000 });
    }
    this.#write();
  }

  add(name, pid, mark) {
    this.#entries.push({ name, pid, mark });
    this.#write();
  }

  close() {
    rmSync(this.#file, { force: true });
  }

  #read() {
    if (!existsSync(this.#file)) return { entries: [] };
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8'));
    } catch {
      return { entries: [] };
    }
  }

  #write() {
    const held = {
      owner: process.pid,
      ownerMark: basename(process.argv[1] ?? ''),
      entries: this.#entries,
    };
    const aside = `${this.#file}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(held));
    renameSync(aside, this.#file);
  }
}
