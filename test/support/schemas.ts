import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema, and all inside it, that takes no member which it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isMembers(schema)) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, one]) => [key, closed(one)]));
  return isMembers(schema['properties']) && !('additionalProperties' in schema)
    ? { ...copy, additionalProperties: false }
    : copy;
}

const DOCUMENT = 'https://shop.example/openapi.json';
const validators = new WeakMap<object, Ajv2020>();

/** A validator that knows the schemas of a document. */
function validatorOf(schemas: object): Ajv2020 {
  const known = validators.get(schemas);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: DOCUMENT, components: { schemas: closed(schemas) } });
  validators.set(schemas, ajv);
  return ajv;
}

/** What a validator says of values by a schema of an OpenAPI 3.1 document, whose named schemas are given beside it. */
export function misfits(schema: object, schemas: object, values: readonly unknown[]): string[] {
  const text = JSON.stringify(schema).replaceAll('"#/', `"${DOCUMENT}#/`);
  const fits = validatorOf(schemas).compile(JSON.parse(text) as object);
  const faults = values.flatMap((value) => (fits(value) ? [] : (fits.errors ?? [])));
  return [
    ...new Set(
      faults.map(
        ({ instancePath, message, params }) =>
          `${instancePath} ${message} ${JSON.stringify(params)}`,
      ),
    ),
  ];
}
