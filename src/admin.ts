import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { readSettings } from '../config/settings.js';
import { commandLineActor } from './audit/command-line.js';
import { type StaffRole, STAFF_ROLES } from './auth/permissions.js';
import type { PersonView } from './auth/people/person-view.js';
import { People } from './auth/people/people.service.js';
import { AdminModule } from './bootstrap/admin.module.js';
import { askPassword } from './bootstrap/ask-password.js';
import { endFailed } from './bootstrap/stopping.js';

const USAGE = `Usage: npm run admin -- create NAME [--role ${STAFF_ROLES.join('|')}]   admin unless another is named
       npm run admin -- list
       npm run admin -- role NAME ROLE
       npm run admin -- disable NAME      (also enable)
       npm run admin -- reset-password NAME
       npm run admin -- reset-factor NAME   (the second factor is lost)
create and reset-password ask for a password; with --generate, or without a terminal, they make and print one.`;

const ACTOR = commandLineActor();

const PASSWORD = /^.{8,128}$/su;

/** What stands behind a command. */
interface Words {
  readonly name: string;
  readonly word: string | undefined;
  /** A password is made, and nobody is asked for one. */
  readonly generate: boolean;
}

type Command = (people: People, words: Words) => Promise<string>;

const COMMANDS: Readonly<Record<string, Command>> = {
  create: async (people, { name: username, word, generate }) => {
    const password = await givenPassword(generate);
    const made = await people.create(ACTOR, { username, role: roleOf(word ?? 'admin'), password });
    return `${made.username} is ${made.role}.${told(made.password)}`;
  },
  role: async (people, { name, word }) => {
    const role = roleOf(word);
    await people.change(ACTOR, await people.idOfName(name), { role });
    return `${name} is ${role}.`;
  },
  disable: async (people, { name }) => {
    await people.change(ACTOR, await people.idOfName(name), { disabled: true });
    return `${name} is disabled and signed out everywhere.`;
  },
  enable: async (people, { name }) => {
    await people.change(ACTOR, await people.idOfName(name), { disabled: false });
    return `${name} may sign in.`;
  },
  'reset-password': async (people, { name, generate }) => {
    const id = await people.idOfName(name);
    const made = await people.resetPassword(ACTOR, id, {
      password: await givenPassword(generate),
    });
    return `${name} has another password.${told(made.password)}`;
  },
  'reset-factor': async (people, { name }) => {
    await people.resetSecondFactor(ACTOR, await people.idOfName(name));
    return `${name} signs in by password alone, and is signed out everywhere.`;
  },
};

/** Asks on a terminal; null: one is to be made, as for a script. Throws Error for one that nobody may have. */
async function givenPassword(generate: boolean): Promise<string | null> {
  if (generate || !process.stdin.isTTY) return null;
  const prompt = 'Password (empty: one is made and printed): ';
  const password = await askPassword(prompt, process.stdin);
  if (password === null || PASSWORD.test(password)) return password;
  throw new Error('A password has 8 to 128 characters.');
}

function told(password: string | null): string {
  return password === null ? '' : ` Password: ${password} (shown this once; to be changed)`;
}

function roleOf(word: string | undefined): StaffRole {
  const role = STAFF_ROLES.find((one) => one === word);
  if (role === undefined) throw new Error(USAGE);
  return role;
}

async function listed(people: People): Promise<string> {
  const { items } = await people.list({ limit: 1_000, after: null, list: '' });
  return items
    .map((person) => [person.username, person.role, ...marksOf(person)].join('\t'))
    .join('\n');
}

function marksOf({ disabled, hasSecondFactor }: PersonView): string[] {
  return [...(disabled ? ['disabled'] : []), ...(hasSecondFactor ? ['second factor'] : [])];
}

/** What the command line asks for. Throws Error when it asks for nothing that there is. */
function wanted(): (people: People) => Promise<string> {
  const { values, positionals } = typed();
  const [name = '', username = '', word = values.role] = positionals;
  if (name === 'list') return listed;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined || username === '') throw new Error(USAGE);
  const generate = values.generate === true;
  return (people) => command(people, { name: username, word, generate });
}

/** A word that there is not is answered with those that there are, and not repeated: it could be a password. */
function typed() {
  const options = { role: { type: 'string' }, generate: { type: 'boolean' } } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch {
    throw new Error(USAGE);
  }
}

/** Makes and changes members of the staff, each with an entry in the audit log. */
async function main(): Promise<void> {
  const command = wanted();
  const context = await NestFactory.createApplicationContext(
    AdminModule.with(readSettings(process.env)),
    { logger: ['error'], abortOnError: false },
  );
  try {
    process.stdout.write(`${await command(context.get(People))}\n`);
  } finally {
    await context.close();
  }
}

await main().catch(endFailed);
