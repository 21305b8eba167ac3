import { isUtf8 } from 'node:buffer';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { keptSecret, randomSecret } from './kept-secret.js';
import { type PagePlaceholders, templateFault } from './page-template.js';
import { type SettingInForce, settingInForce } from './settings-in-force.js';

/** 256 bits, what HS256 asks for (RFC 7518, 3.2). */
const MIN_SECRET_BYTES = 32;

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings from environment variables and remembers every wrong one, so that a boot names them all at once. */
export class EnvReader {
  readonly faults: string[] = [];
  private readonly read = new Map<string, string | null>();

  constructor(private readonly env: Environment) {}

  /** All settings that were read, in the order of their names. Secrets are named, and never told. */
  inForce(): SettingInForce[] {
    const all = [...this.read].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return all.map(([name, value]) => settingInForce(name, value, this.given(name) !== undefined));
  }

  /** Whether this is a production process, where development defaults are refused. */
  get production(): boolean {
    return this.given('NODE_ENV') === 'production';
  }

  /** The text of a variable, or its default. */
  text(name: string, fallback: string): string {
    return this.note(name, this.given(name) ?? fallback);
  }

  /** Like {@link text}, but production must set it: the default is for development only. */
  own(name: string, developmentDefault: string): string {
    const value = this.given(name);
    if (value === undefined && this.production) this.fault(name, 'must be set in production');
    return this.note(name, value ?? developmentDefault);
  }

  /**
   * A secret of at least 32 bytes. Production must set it. Elsewhere one that is not set is made at random and kept as
   * `<file>` in `DATA_DIR`; a test's is forgotten. There is no secret that is the same in two installations.
   */
  secret(name: string, file: string): string {
    const folder = this.text('DATA_DIR', '.data');
    return this.optionalSecret(name) ?? this.madeSecret(name, folder, file);
  }

  /** A secret of at least 32 bytes, or null when it is not set. */
  optionalSecret(name: string): string | null {
    const value = this.note(name, this.given(name) ?? null);
    if (value !== null && Buffer.byteLength(value) < MIN_SECRET_BYTES) {
      this.fault(name, `must have at least ${MIN_SECRET_BYTES} bytes`);
    }
    return value;
  }

  /** The text of a variable, or null when it is not set. */
  optional(name: string): string | null {
    return this.note(name, this.given(name) ?? null);
  }

  /** A whole number between two bounds, both included. */
  integer(name: string, fallback: number, min: number, max: number): number {
    const value = this.given(name);
    this.note(name, value ?? String(fallback));
    if (value === undefined) return fallback;
    const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= min && number <= max) return number;
    this.fault(name, `must be a whole number from ${min} to ${max}`);
    return fallback;
  }

  /** `true` or `false`. */
  flag(name: string, fallback: boolean): boolean {
    return this.choice(name, fallback ? 'true' : 'false', ['true', 'false']) === 'true';
  }

  /** One of a few words. */
  choice<Word extends string>(name: string, fallback: Word, words: readonly Word[]): Word {
    const value = this.given(name);
    this.note(name, value ?? fallback);
    const word = words.find((candidate) => candidate === value);
    if (value !== undefined && word === undefined) {
      this.fault(name, `must be one of ${words.join(', ')}`);
    }
    return word ?? fallback;
  }

  /** Words separated by commas; an unset variable is the default. */
  list(name: string, fallback: readonly string[]): readonly string[] {
    const value = this.given(name);
    this.note(name, value ?? fallback.join(','));
    return value === undefined
      ? fallback
      : value
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean);
  }

  /** A sum in yuan with at most two decimals, kept as text: converting it is the kernel's work. */
  yuan(name: string, fallback: string): string {
    return this.matching(name, fallback, /^(0|[1-9]\d{0,6})(\.\d{1,2})?$/, 'must be a sum in yuan');
  }

  /** An address of one of the given schemes, without a trailing slash. */
  url(name: string, fallback: string, schemes: readonly string[]): string {
    return this.checkedUrl(name, this.own(name, fallback), schemes).replace(/\/$/, '');
  }

  /** An address of one of the given schemes, to the letter, or null when it is not set. */
  optionalUrl(name: string, schemes: readonly string[]): string | null {
    const value = this.optional(name) ?? undefined;
    return value === undefined ? null : this.checkedUrl(name, value, schemes);
  }

  /** The address of a page, to the letter, or null when it is not set; one with a query or fragment is refused. */
  optionalPage(name: string): string | null {
    const value = this.optional(name);
    if (value === null) return null;
    const isPage = /^https?:\/\/[^?#]+$/.test(value) && URL.canParse(value);
    if (!isPage) this.fault(name, 'must be an address with http or https://, without ? and #');
    return value;
  }

  /** What the PEM file that a variable names holds: one certificate or several; null when it is not set. */
  optionalCertificates(name: string): string | null {
    const pem = this.fileOf(name)?.toString() ?? null;
    if (pem !== null && !holdsCertificates(pem)) {
      this.fault(name, `must be a PEM file with ${CERTIFICATE}`);
    }
    return pem;
  }

  /** The template of a page in the file that a variable names, or null when it is not set. */
  optionalTemplate(name: string, placeholders: PagePlaceholders): string | null {
    const file = this.fileOf(name);
    if (file === null) return null;
    const text = file.toString();
    const fault = isUtf8(file) ? templateFault(text, placeholders) : 'must be a page in UTF-8';
    if (fault !== null) this.fault(name, fault);
    return text;
  }

  /** Where a link leads: an address, or a path on this host; null when it is not set. */
  optionalLink(name: string): string | null {
    const value = this.optional(name);
    if (value === null) return null;
    const isLink =
      /^(\/(?![/\\])|https?:\/\/)\S*$/.test(value) && URL.canParse(value, 'http://shop');
    if (!isLink)
      this.fault(name, 'must be an address with http or https://, or a path that begins with /');
    return value;
  }

  /** A text of a given form. */
  matching(name: string, fallback: string, form: RegExp, fault: string): string {
    const value = this.text(name, fallback);
    if (!form.test(value)) this.fault(name, fault);
    return value;
  }

  /** Remembers that a variable is wrong. The value itself is never repeated: it may be a secret. */
  fault(name: string, what: string): void {
    this.faults.push(`${name} ${what}`);
  }

  /** What the file that a variable names holds; null when it is not set or cannot be read. */
  private fileOf(name: string): Buffer | null {
    const path = this.optional(name);
    if (path === null) return null;
    try {
      return readFileSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.fault(name, `cannot be read (${code ?? 'unknown error'})`);
      return null;
    }
  }

  private madeSecret(name: string, folder: string, file: string): string {
    if (this.production) this.fault(name, 'must be set in production');
    // Of a start that is refused, or of a test: nobody else ever sees it.
    if (this.production || this.given('NODE_ENV') === 'test') return randomSecret();
    try {
      const kept = keptSecret(folder, file);
      if (Buffer.byteLength(kept) >= MIN_SECRET_BYTES) return kept;
      this.fault(
        name,
        `must be set, or the file ${file} in ${folder} be removed: it holds too little`,
      );
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = `a made-up one cannot be kept in ${folder} (${code ?? 'unknown error'})`;
      this.fault(name, `must be set: ${why}`);
    }
    return randomSecret();
  }

  private checkedUrl(name: string, value: string, schemes: readonly string[]): string {
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : '';
    if (!schemes.includes(scheme))
      this.fault(name, `must be an address with ${schemes.join(' or ')}://`);
    else if (!isDecodable(value)) this.fault(name, 'must write a % as %25');
    return value;
  }

  /** Remembers what a setting is, unless an earlier reader knew more than that it is absent. */
  private note<Value extends string | null>(name: string, value: Value): Value {
    if (value !== null || !this.read.has(name)) this.read.set(name, value);
    return value;
  }

  private given(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }
}

/** Whether the parts of an address, such as its password, are what they stand for when they are decoded. Pure. */
function isDecodable(address: string): boolean {
  try {
    decodeURIComponent(address);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text holds certificates, and no other ones than can be read: one that is cut off would be passed over. Pure. */
function holdsCertificates(pem: string): boolean {
  const [, ...parts] = pem.split(CERTIFICATE);
  try {
    return parts.map((part) => new X509Certificate(CERTIFICATE + part)).length > 0;
  } catch {
    return false;
  }
}
