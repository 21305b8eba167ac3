import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from '@jest/globals';

const src = join(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** A file of the name of its part of the house, or of its plural: `cart/cart.service.ts`, `payment/links/payments.service.ts`. */
function bearsItsFoldersName(file: string): boolean {
  const [folder] = file.split('/');
  return [`${folder}.service.ts`, `${folder}s.service.ts`].includes(basename(file));
}

it('a class ends in Service where it bears the name of its folder, and nowhere else', () => {
  const classes = files.flatMap((file) => {
    const names = readFileSync(join(src, file), 'utf8').matchAll(/^export class (\w+)/gm);
    return [...names].map(([, name = '']) => ({ file, name }));
  });
  const services = classes.filter(
    ({ name }) => name.endsWith('Service') && name !== 'LatePaymentService',
  );
  expect(services).toEqual(classes.filter(({ file }) => bearsItsFoldersName(file)));
  expect(services.map(({ name }) => name)).toContain('CartService');
});
