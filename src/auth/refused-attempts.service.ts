import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditLog } from '../audit/audit-log.service.js';
import { Transactions } from '../database/transactions.js';
import { isStaff } from './permissions.js';
import { userOf } from './request-user.js';

/** Writes down what members of the staff tried and may not do. */
@Injectable()
export class RefusedAttempts {
  constructor(
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
  ) {}

  /** Writes an entry of a request that is refused, with why; customers' are none of the log's business. */
  async record(request: FastifyRequest, why: Readonly<Record<string, unknown>>): Promise<void> {
    const user = userOf(request);
    if (user === null || !isStaff(user)) return;
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    const [path] = request.url.split('?', 1);
    await this.transactions.run((tx) =>
      this.audit.write(tx, user, {
        action: 'route.refuse',
        object: { kind: 'route', id: route },
        after: { ...why, path },
      }),
    );
  }
}
