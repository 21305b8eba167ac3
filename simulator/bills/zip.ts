import { crc32, deflateRawSync } from 'node:zlib';

export interface ZippedFile {
  /** The bytes of the name. Alipay's are GBK without the flag that says UTF-8, which no library for zips writes. */
  readonly name: Buffer;
  readonly content: Buffer;
}

const u16 = (value: number) => Buffer.from([value & 0xff, value >> 8]);

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** What a local header and the directory say alike: version, flags, method, time, sums and lengths. */
function shared({ name, content }: ZippedFile, packed: Buffer): Buffer {
  const start = [u16(20), u16(0), u16(8), u32(0)];
  const sums = [u32(crc32(content)), u32(packed.length), u32(content.length)];
  return Buffer.concat([...start, ...sums, u16(name.length), u16(0)]);
}

/** A zip of a few small files (PKWARE's APPNOTE, 4.3), deflated. */
export function zip(files: readonly ZippedFile[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const packed = deflateRawSync(file.content);
    const fields = shared(file, packed);
    const local = Buffer.concat([u32(0x04034b50), fields, file.name, packed]);
    const rest = Buffer.concat([u16(0), u16(0), u16(0), u32(0), u32(offset), file.name]);
    directory.push(Buffer.concat([u32(0x02014b50), u16(20), fields, rest]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const counts = [u16(0), u16(0), u16(files.length), u16(files.length)];
  const end = Buffer.concat([u32(0x06054b50), ...counts, u32(central.length), u32(offset), u16(0)]);
  return Buffer.concat([...locals, central, end]);
}
