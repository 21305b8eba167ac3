import { availableParallelism } from 'node:os';

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/test/support/jest-resolver.cjs',
  setupFiles: ['reflect-metadata'],
  // Only what hangs comes near it: a test waits for a condition, and a slow machine is no fault of the code.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/sequencer.mjs',
  // A file waits for its servers and processes for half of its time. More would ask the test database for too many connections.
  maxWorkers: Math.min(8, 2 * Math.max(2, availableParallelism())),
  // Node keeps what each test file has loaded, some 25 MB: an old worker is slow, and fills the machine.
  workerIdleMemoryLimit: '700MB',
  // To give that back takes longer than Jest's half second on a busy machine; what is left after this has left something open.
  workerGracefulExitTimeout: 30_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: {
            legacyDecorator: true,
            decoratorMetadata: true,
            useDefineForClassFields: false,
          },
        },
        module: { type: 'es6' },
      },
    ],
  },
};
