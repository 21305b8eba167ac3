import type { components } from '../../../clients/typescript/src/schema.js';

/** Lists as the client's own types know them: it takes a list that nobody may change for no list. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { [Key in keyof T]: Plain<T[Key]> }
    : T;

/** What the API takes and answers. */
export type Schemas = Plain<components['schemas']>;
