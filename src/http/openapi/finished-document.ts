import type { OpenAPIObject } from '@nestjs/swagger';

interface Operation {
  security?: readonly object[];
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'patch', 'options', 'head']);

/**
 * The document as it is given out: references are plain, bodies that are sent are named `…Request`, and each operation
 * that needs no token says so. Pure.
 */
export function finishedDocument(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document).replace(
    /"(#\/components\/schemas\/\w+?)Dto"/g,
    '"$1Request"',
  );
  const finished = JSON.parse(text, plainReference) as OpenAPIObject;
  for (const operation of operationsOf(finished)) {
    operation.security ??= [];
  }
  const schemas = Object.entries(finished.components?.schemas ?? {}).map(([name, schema]) => [
    name.replace(/Dto$/, 'Request'),
    'enum' in schema ? withoutDescription(schema) : schema,
  ]);
  const components = { ...finished.components, schemas: Object.fromEntries(schemas) as object };
  return { ...finished, components } as OpenAPIObject;
}

/** A schema that is only a reference: beside it a description may stand since version 3.1. */
function plainReference(_key: string, part: unknown): unknown {
  if (typeof part !== 'object' || part === null || !('allOf' in part)) return part;
  const { allOf, ...rest } = part;
  return Array.isArray(allOf) && allOf.length === 1 ? { ...allOf[0], ...rest } : part;
}

/** Of an enumeration the first member that uses it tells what it means there; that is nothing of its own. */
function withoutDescription(schema: object): object {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== 'description'));
}

function operationsOf({ paths }: OpenAPIObject): Operation[] {
  return Object.values(paths).flatMap((path) =>
    Object.entries(path)
      .filter(([method]) => METHODS.has(method))
      .map(([, operation]) => operation as Operation),
  );
}
