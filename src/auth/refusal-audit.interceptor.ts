import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, from, map, type Observable } from 'rxjs';
import { Problem } from '../kernel/problem.js';
import type { ProblemSlug } from '../kernel/problems/problems.js';
import { RefusedAttempts } from './refused-attempts.service.js';

/** Whoever of the staff is told so has tried to decide about money of their own. */
const OWN: ReadonlySet<ProblemSlug> = new Set(['own-order', 'own-request']);

/** Has those refusals written down that a service finds, and not the guard. */
@Injectable()
export class RefusalAudit implements NestInterceptor {
  constructor(private readonly attempts: RefusedAttempts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      catchError((error: unknown) =>
        from(this.recordRefusal(request, error)).pipe(
          map(() => {
            throw error;
          }),
        ),
      ),
    );
  }

  private async recordRefusal(request: FastifyRequest, error: unknown): Promise<void> {
    if (!(error instanceof Problem)) return;
    const { slug, members } = error;
    if (slug === 'permission-required') {
      await this.attempts.record(request, { permission: members['permission'] });
    } else if (OWN.has(slug)) {
      await this.attempts.record(request, { refusal: slug });
    }
  }
}
