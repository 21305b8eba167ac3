import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { BrokenBill } from './broken-bill.js';

/** A bill holds two files; a few more would do no harm, thousands would. */
const MAX_ENTRIES = 16;

/** Alipay's own files: text of numbers shrinks to a tenth or so. A bomb shrinks a thousandfold. */
const MAX_RATIO = 200;
/** So small that no ratio matters. */
const SMALL_BYTES = 1024 * 1024;

/** General purpose bit 11: the name is UTF-8. Alipay leaves it clear and writes GBK. */
const UTF8_FLAG = 0x800;
const ENCRYPTED_FLAG = 0x1;

/** With this each file in a zip begins, and so does the zip. */
const LOCAL_HEADER = Buffer.from('PK\u0003\u0004', 'latin1');

/** The two files of a bill's zip. Nothing is ever written to a path that a zip names. */
export interface BillArchive {
  /** Opens the lines: `…明细.csv`. The stream fails when the file is cut or is not what its directory says. */
  openDetail(): Promise<Readable>;
  /** Opens the summary: `…明细(汇总).csv`; null: there is none. */
  openSummary(): Promise<Readable | null>;
  close(): void;
}

/**
 * Opens a zip as a hostile one. Throws BrokenBill when it is none or is cut (`not-a-zip`, `truncated`), when its files
 * would unpack to more than `maxBytes` or shrink too well (`too-big`), when a name is a path (`bad-name`), and when it
 * has not exactly one file of lines (`no-detail`).
 */
export async function openArchive(path: string, maxBytes: number): Promise<BillArchive> {
  const zip = await opened(path);
  try {
    const entries = await entriesOf(zip);
    entries.forEach(({ entry }) => checkSize(entry, maxBytes));
    const files = entries.filter(({ name }) => name.toLowerCase().endsWith('.csv'));
    const isSummary = ({ name }: Named) => name.includes('汇总');
    const [detail, other] = files.filter((file) => !isSummary(file));
    const summary = files.find(isSummary)?.entry;
    if (detail === undefined || other !== undefined) {
      throw new BrokenBill('no-detail', 'there is not exactly one file of lines in the zip');
    }
    const read = (entry: Entry) => zip.openReadStreamPromise(entry);
    return {
      openDetail: () => read(detail.entry),
      openSummary: async () => (summary === undefined ? null : read(summary)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw asBroken(error);
  }
}

interface Named {
  readonly entry: Entry;
  readonly name: string;
}

async function opened(path: string): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;
  const start = await startOf(path);
  try {
    return await yauzl.openPromise(path, options);
  } catch (error) {
    // The directory stands at a zip's end: one that is cut has none.
    if (!start.equals(LOCAL_HEADER)) throw new BrokenBill('not-a-zip', 'the file is no zip');
    throw asBroken(error);
  }
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOCAL_HEADER.length), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Named[]> {
  if (zip.entryCount > MAX_ENTRIES) {
    throw new BrokenBill('too-big', `${zip.entryCount} files are in the zip`);
  }
  const entries: Named[] = [];
  for await (const entry of zip.eachEntry()) entries.push({ entry, name: nameOf(entry) });
  return entries;
}

/** The name, which is only looked at. */
function nameOf(entry: Entry): string {
  const { fileName, generalPurposeBitFlag: flags } = entry as unknown as {
    readonly fileName: Buffer;
    readonly generalPurposeBitFlag: number;
  };
  const name = new TextDecoder((flags & UTF8_FLAG) === 0 ? 'gbk' : 'utf-8').decode(fileName);
  if (/[/\\\0]|^\.\.?$/.test(name)) throw new BrokenBill('bad-name', 'a name in the zip is a path');
  if ((flags & ENCRYPTED_FLAG) !== 0) throw new BrokenBill('not-a-zip', 'the zip is encrypted');
  return name;
}

function checkSize({ compressedSize, uncompressedSize }: Entry, maxBytes: number): void {
  const isBomb = uncompressedSize > SMALL_BYTES && uncompressedSize > compressedSize * MAX_RATIO;
  if (isBomb || uncompressedSize > maxBytes) {
    throw new BrokenBill('too-big', `a file in the zip unpacks to ${uncompressedSize} bytes`);
  }
}

/** What the disk throws is no fault of the bill's. */
const OF_DISK = /^E[A-Z]+$/;

/** What is thrown while a zip is read: whatever the library stumbles over, the file is not whole. Pure. */
export function asBroken(error: unknown): Error {
  const { code = '' } = error as { readonly code?: string };
  if (error instanceof BrokenBill) return error;
  if (error instanceof Error && OF_DISK.test(code)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new BrokenBill('truncated', `the zip cannot be read: ${message.slice(0, 120)}`);
}
