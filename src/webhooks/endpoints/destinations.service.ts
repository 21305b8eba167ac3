import { lookup, type LookupAddress } from 'node:dns';
import { promisify } from 'node:util';
import type { LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import { Problem } from '../../kernel/problem.js';
import type { AddressFault } from '../../kernel/problems/operation-problems.js';
import { isPublicAddress, literalAddress } from './public-address.js';

/** All addresses of a host name. */
export type Resolver = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Injection token of the {@link Resolver}. */
export const RESOLVER = Symbol('Resolver');

const systemLookup = promisify(lookup);

/** The machine's resolver. */
export const systemResolver: Resolver = (hostname) => systemLookup(hostname, { all: true });

/** As many as the endpoint's row holds. */
const MOST_CHARACTERS = 500;

/** A URL leaves the port of its scheme out, and here that is https. */
const HTTPS_PORT = '443';

/** A person waits for the answer, and the check that counts is made when a delivery connects. */
const CREATION_LOOKUP_MS = 3_000;

/** Decides where deliveries may go: to a few ports of public internet hosts, over TLS, unless private ones are allowed. */
@Injectable()
export class Destinations {
  constructor(
    private readonly config: WebhooksConfig,
    @Inject(RESOLVER) private readonly resolve: Resolver,
  ) {}

  /**
   * Checks the address of an endpoint that is to be stored, and answers it in its normal form. A name that cannot be
   * resolved yet passes: it is looked at again at each connection. Throws Problem `webhook-address-refused`.
   */
  async check(text: string): Promise<string> {
    if (!URL.canParse(text)) throw refused('no-address');
    const url = new URL(text);
    const fault = this.faultOf(url);
    if (fault !== null) throw refused(fault);
    if (url.href.length > MOST_CHARACTERS) throw refused('too-long');
    if (this.config.allowPrivate || literalAddress(url) !== null) return url.href;
    const tooLate = pause(CREATION_LOOKUP_MS, [], { ref: false });
    const addresses = await Promise.race([this.resolve(url.hostname).catch(() => []), tooLate]);
    if (addresses.some(({ address }) => !isPublicAddress(address))) throw refused('not-public');
    return url.href;
  }

  /** What is wrong with an address by its looks, without asking a resolver; null: nothing. */
  faultOf(url: URL): AddressFault | null {
    const fault = faultOfForm(url);
    if (fault !== null || this.config.allowPrivate) return fault;
    if (url.protocol === 'http:') return 'not-https';
    // Behind other ports are other services, and a webhook would tell its owner which of them are open.
    if (!this.config.ports.includes(Number(url.port || HTTPS_PORT))) return 'other-port';
    const literal = literalAddress(url);
    return literal !== null && !isPublicAddress(literal) ? 'not-public' : null;
  }

  /**
   * Resolves a name for a connection that is being made, so that the address which is checked is the one that is
   * connected to, whatever the name said before. One address that is not public refuses the name.
   */
  readonly lookup: LookupFunction = (...question) => void this.answer(...question);

  private async answer(
    ...[hostname, options, callback]: Parameters<LookupFunction>
  ): Promise<void> {
    const { error, addresses } = await this.connectable(hostname);
    const [first] = addresses;
    if (error !== null || first === undefined) callback(error ?? new Error('no address'), [], 4);
    else if (options.all === true) callback(null, [...addresses]);
    else callback(null, first.address, first.family);
  }

  private async connectable(hostname: string): Promise<Resolved> {
    try {
      const addresses = await this.resolve(hostname);
      const isAllowed =
        this.config.allowPrivate || addresses.every(({ address }) => isPublicAddress(address));
      return isAllowed ? { error: null, addresses } : refusal(new Error('address refused'));
    } catch (error) {
      return refusal(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

interface Resolved {
  readonly error: Error | null;
  readonly addresses: readonly LookupAddress[];
}

function refusal(error: Error): Resolved {
  return { error, addresses: [] };
}

function faultOfForm(url: URL): AddressFault | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-https';
  if (url.username !== '' || url.password !== '') return 'credentials';
  return url.hash === '' ? null : 'fragment';
}

function refused(fault: AddressFault): Problem {
  return new Problem('webhook-address-refused', { fault });
}
