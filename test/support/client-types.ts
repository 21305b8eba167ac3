import openapiTS, { astToString } from 'openapi-typescript';

const HEAD = '// Made of the OpenAPI document by `npm run client`: do not edit.\n';

/** The types of the client package, of a document. */
export async function clientTypes(document: object): Promise<string> {
  // Examples stand in the document; in the types they would be four fifths of all lines.
  const bare = JSON.stringify(document, (key, value: unknown) =>
    key === 'example' || key === 'examples' ? undefined : value,
  );
  const nodes = await openapiTS(bare, { immutable: true, alphabetize: true });
  return `${HEAD}${astToString(nodes)}`;
}
