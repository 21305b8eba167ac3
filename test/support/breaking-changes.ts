import { apiCompare } from 'api-smart-diff';

type Diff = ReturnType<typeof apiCompare>['diffs'][number];

/** New sorts of problems and events come with minor versions (docs/versioning.md). */
const OPEN_ENUMS =
  /\/(application\/problem\+json|webhooks)\/.*\/enum\/|\/properties\/types?\/.*enum\//;

/** What of a document's changes breaks programs that were made of the one before, as `change path`. */
export function breakingChanges(before: object, after: object): string[] {
  const { diffs } = apiCompare(before, after);
  // Named schemas are looked at where they are used: only there one knows who sends them.
  const used = diffs.filter(({ path }) => path[0] === 'paths' || path[0] === 'webhooks');
  return used.filter(isBreaking).map(({ action, path }) => `${action} ${path.join('/')}`);
}

function isBreaking(diff: Diff): boolean {
  const { action, path, type } = diff;
  const at = `/${path.join('/')}`;
  if (action === 'add' && OPEN_ENUMS.test(at)) return false;
  return type === 'breaking' || isRenamed(diff) || isRefusedMember(diff) || isWiderAnswer(diff);
}

/** The names of operations are those of a client's methods. */
function isRenamed({ action, path }: Diff): boolean {
  return path.at(-1) === 'operationId' && action !== 'add';
}

/** This server refuses members that it does not know. */
function isRefusedMember({ action, path }: Diff): boolean {
  return action === 'remove' && path.includes('requestBody') && path.at(-2) === 'properties';
}

/** An answer that may be null now, or another type. */
function isWiderAnswer({ action, path }: Diff): boolean {
  return (
    path.includes('responses') &&
    (path.at(-1) === 'type' || path.at(-2) === 'type') &&
    action !== 'remove'
  );
}
