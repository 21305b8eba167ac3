import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';

/** Every variable that a boot asks for. */
function variablesRead(): string[] {
  const asked = new Set<string>();
  const env = new Proxy<Record<string, string>>(
    {},
    {
      get: (_none, name) => {
        asked.add(String(name));
        // Elsewhere a start keeps the secrets that it makes.
        return name === 'NODE_ENV' ? 'test' : undefined;
      },
    },
  );
  readSettings(env);
  return [...asked].toSorted();
}

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');
  const listed = [...text.matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);

  it('lists every setting', () => {
    expect(variablesRead().length).toBeGreaterThan(30);
    expect(variablesRead().filter((name) => !listed.includes(name))).toEqual([]);
  });

  it('lists each once', () => {
    expect(listed.filter((name, index) => listed.indexOf(name) !== index)).toEqual([]);
  });
});
