import type { ValidationError, ValidationOptions } from 'class-validator';
import type { Words } from '../kernel/words.js';

/** What the validator's own sentence ends with: a number, or the values that there are. */
type Zh = (property: string, end: string) => string;

/**
 * The Chinese sentence of each constraint whose English one is the validator's own. What it is about stands at the end of
 * the English sentence: the last number, or what follows its colon.
 */
const BY_CONSTRAINT: Readonly<Record<string, Zh>> = {
  isInt: (property) => `${property} 须为整数`,
  min: (property, least) => `${property} 不得小于 ${least}`,
  max: (property, most) => `${property} 不得大于 ${most}`,
  isBoolean: (property) => `${property} 须为 true 或 false`,
  isString: (property) => `${property} 须为文本`,
  maxLength: (property, most) => `${property} 最多 ${most} 个字符`,
  isIn: (property, values) => `${property} 须为以下值之一：${values}`,
  isObject: (property) => `${property} 须为对象`,
  isArray: (property) => `${property} 须为数组`,
  arrayMinSize: (property, least) => `${property} 至少 ${least} 项`,
  arrayMaxSize: (property, most) => `${property} 最多 ${most} 项`,
  arrayUnique: (property) => `${property} 的各项不得重复`,
  nestedValidation: (property) => `${property} 须为对象或数组`,
  whitelistValidation: (property) => `不应有 ${property}`,
  unknownValue: () => '未知的值',
};

const END = /: (?<values>.+)$|(?<number>-?\d+)\D*$/s;

/** The options of a validator's decorator that has sentences of its own; `$property` stands for the member. Pure. */
export function says(words: Words): ValidationOptions {
  return { message: words.en, context: words };
}

/** The validator's own constraints that are told in Chinese. */
export const TOLD_CONSTRAINTS: readonly string[] = Object.keys(BY_CONSTRAINT);

/** The sentences about a member that breaks its constraints. Pure. */
export function wordsOf({ property, constraints = {}, contexts = {} }: ValidationError): Words[] {
  return Object.entries(constraints).map(([name, en]) => ({
    en,
    zh: ownWords(contexts[name], property) ?? byConstraint(name, property, en),
  }));
}

/** A member that no class knows. Pure. */
export function unknownMember(property: string): Words {
  return { en: `property ${property} should not exist`, zh: `不应有 ${property}` };
}

/** A token or cursor that this server must have given out. Pure. */
export function givenHere(property: string): Words {
  return {
    en: `${property} must be one that this server gave`,
    zh: `${property} 须为本服务器所给出`,
  };
}

function ownWords(context: unknown, property: string): string | undefined {
  return (context as Partial<Words> | undefined)?.zh?.replaceAll('$property', property);
}

function byConstraint(name: string, property: string, en: string): string {
  const { values, number } = END.exec(en)?.groups ?? {};
  return BY_CONSTRAINT[name]?.(property, values ?? number ?? '') ?? en;
}
