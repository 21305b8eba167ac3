import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import '../../src/bootstrap/api.module.js';
import { TOLD_CONSTRAINTS, wordsOf } from '../../src/http/field-words.js';

interface Metadata {
  readonly propertyName: string;
  readonly type: string;
  readonly name?: string;
  readonly message?: unknown;
  readonly context?: { readonly zh?: string };
  readonly target: { readonly name: string };
}

/** Every constraint of every body and query. */
function allConstraints(): Metadata[] {
  const storage = getMetadataStorage() as unknown as {
    readonly validationMetadatas: Map<unknown, Metadata[]>;
  };
  return [...storage.validationMetadatas.values()].flat();
}

describe('the sentences about wrong values', () => {
  it('are there in Chinese for each constraint of each body and query', () => {
    const checked = allConstraints().filter(({ type }) => !/^conditional|^whitelist/.test(type));
    expect(checked.length).toBeGreaterThan(50);
    const isOwn = ({ type, message }: Metadata) =>
      message !== undefined && !type.startsWith('nested');
    const silent = checked.filter((one) =>
      isOwn(one) ? one.context?.zh === undefined : !TOLD_CONSTRAINTS.includes(one.name ?? one.type),
    );
    expect(silent.map(({ target, propertyName }) => `${target.name}.${propertyName}`)).toEqual([]);
  });

  it.each([
    ['isInt', 'count must be an integer number', 'count 须为整数'],
    ['min', 'count must not be less than 1', 'count 不得小于 1'],
    ['max', 'count must not be greater than 999', 'count 不得大于 999'],
    [
      'isIn',
      'each value in count must be one of the following values: a, b',
      'count 须为以下值之一：a, b',
    ],
    ['arrayMinSize', 'count must contain at least 1 elements', 'count 至少 1 项'],
    ['whitelistValidation', 'property count should not exist', '不应有 count'],
    ['maxLength', 'count must be shorter than or equal to 500 characters', 'count 最多 500 个字符'],
  ])('tell %s with its figures', (name, en, zh) => {
    const error = { property: 'count', constraints: { [name]: en } };
    expect(wordsOf(error)).toEqual([{ en, zh }]);
  });

  it('name the member where a constraint has words of its own', () => {
    const constraints = { matches: 'password must be long' };
    const contexts = { matches: { en: '$property must be long', zh: '$property 须够长' } };
    expect(wordsOf({ property: 'password', constraints, contexts })).toEqual([
      { en: 'password must be long', zh: 'password 须够长' },
    ]);
  });
});
