/** What was found before, by who asked for what. It outlives a test file: all of them ask for the same modules. */
const found = new Map();

/**
 * Resolves a module as Jest does, and a source's `./name.js` to the `./name.ts` that it is compiled from. Jest looks for the
 * same hundreds of files anew in each test file.
 *
 * @param {string} path
 * @param {{ basedir: string, conditions?: readonly string[], defaultResolver: Function }} options
 * @returns {string}
 */
function sync(path, options) {
  const { basedir, conditions = [] } = options;
  const key = [basedir, path, ...conditions].join('\0');
  const known = found.get(key);
  if (known !== undefined) return known;
  const isSource = /^\.{1,2}\/.*\.js$/.test(path) && !basedir.includes('/node_modules/');
  const file = isSource ? resolveSource(path, options) : options.defaultResolver(path, options);
  found.set(key, file);
  return file;
}

function resolveSource(path, options) {
  try {
    return options.defaultResolver(path.replace(/\.js$/, '.ts'), options);
  } catch {
    // A script of the browser, which is no TypeScript.
    return options.defaultResolver(path, options);
  }
}

module.exports = { sync };
