/**
 * Tells of a parameter in the OpenAPI document, which does not see through our own decorators: for the decorators that
 * `createParamDecorator` makes.
 */
export function documentedBy(...decorators: readonly MethodDecorator[]): ParameterDecorator {
  return (target, key) => {
    if (key === undefined) return;
    const method = Object.getOwnPropertyDescriptor(target, key);
    if (method === undefined) return;
    for (const decorate of decorators) decorate(target, key, method);
  };
}
