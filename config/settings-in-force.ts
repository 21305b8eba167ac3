/** A setting as a process goes by it. */
export interface SettingInForce {
  readonly name: string;
  /** Null: a secret, or nothing. */
  readonly value: string | null;
  /** Whether the environment names it; else it is the default. */
  readonly isSet: boolean;
  readonly isSecret: boolean;
}

/** Names of settings that nobody is shown, however they are read. */
const SECRET_NAME = /SECRET|TOKEN(?!_?TTL)|PASSWORD|PASSPHRASE|(?:^|_)KEYS?$/;
/** The name and the password in an address, and its query, which may hold some as well. */
const CREDENTIALS = /(?<=:\/\/)[^/?#]*@|(?<=:\/\/[^?#\s,]*)\?[^\s,]*/g;

/** A setting as people read it: a secret is named, and never told. Pure. */
export function settingInForce(name: string, value: string | null, isSet: boolean): SettingInForce {
  const isSecret = SECRET_NAME.test(name);
  const told = isSecret ? null : (value?.replaceAll(CREDENTIALS, '') ?? null);
  return { name, value: told, isSet, isSecret };
}
