import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { askPassword } from '../../src/bootstrap/ask-password.js';

/** What was done to the terminal, in its order. */
let done: string[];

beforeEach(() => {
  done = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    done.push(`writes ${String(text)}`);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

function terminal(): ReadStream {
  const told = {
    setRawMode: (raw: boolean) => done.push(raw ? 'hides letters' : 'shows letters'),
    setEncoding: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  };
  return Object.assign(new EventEmitter(), told) as unknown as ReadStream;
}

it('asks when letters are hidden already, and shows them again after the line', async () => {
  const input = terminal();
  const answer = askPassword('Password: ', input);
  expect(done).toEqual(['hides letters', 'writes Password: ']);
  input.emit('data', 'secrex\u007ft\r');
  await expect(answer).resolves.toBe('secret');
  expect(done.slice(2)).toEqual(['shows letters', 'writes \n']);
});

it('is null for an empty line, and throws when it is broken off', async () => {
  const [empty, broken] = [terminal(), terminal()];
  const answers = [askPassword('', empty), askPassword('', broken)];
  empty.emit('data', '\n');
  broken.emit('data', 'ab\u0003');
  await expect(answers[0]).resolves.toBeNull();
  await expect(answers[1]).rejects.toThrow('Broken off.');
});
