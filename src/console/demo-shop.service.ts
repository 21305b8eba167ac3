import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import { DEMO_PASSWORD, DEMO_USERS } from '../auth/demo-users.js';
import { Problem } from '../kernel/problem.js';
import { type DemoFile, readDemoFiles } from './demo-files.js';

/** The demo shop's files, or nothing at all where the shop is switched off. */
@Injectable()
export class DemoShop {
  /** Whether pages may lead there. */
  readonly isOpen: boolean;

  private readonly files: ReadonlyMap<string, DemoFile>;

  constructor(config: AppConfig) {
    this.isOpen = config.demoShop;
    this.files = config.demoShop ? readDemoFiles(wordsOf(config)) : new Map();
  }

  /** A file by its name. Throws Problem `no-such-route` for any other, and for each while the shop is off. */
  file(name: string): DemoFile {
    const file = this.files.get(name);
    if (file !== undefined) return file;
    throw new Problem('no-such-route');
  }
}

/** What the page is filled with; the demo users are named outside production only, where alone they exist. Pure. */
export function wordsOf({ production, shopName }: AppConfig): Record<string, string> {
  const inShop = DEMO_USERS.filter(({ role }) => role === 'customer' || role === 'admin');
  const users = { password: DEMO_PASSWORD, users: inShop };
  return { shopName, demoUsers: production ? '' : JSON.stringify(users) };
}
