import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AuthGuard } from './auth.guard.js';
import { SIGN_IN_REQUIRED } from './auth.refusals.js';
import { permissionRefusal, permissionRequired } from './permission-required.js';
import { may, type Permission } from './permissions.js';
import { RefusalAudit } from './refusal-audit.interceptor.js';
import { RefusedAttempts } from './refused-attempts.service.js';
import { userOf } from './request-user.js';

const PERMISSION = 'permission';

/** Lets only those through who have the permission that the route names; stands behind {@link AuthGuard}. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly attempts: RefusedAttempts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<Permission>(PERMISSION, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const user = userOf(request);
    if (user !== null && may(user, permission)) return true;
    await this.attempts.record(request, { permission });
    throw permissionRequired(permission);
  }
}

/** Says in the OpenAPI document that a route is for the owner, and for those who have a permission; the service checks. */
export function OwnerOr(permission: Permission): MethodDecorator {
  return applyDecorators(
    UseInterceptors(RefusalAudit),
    ApiExtension('x-permission', permission),
    ApiExtension('x-or-owner', true),
  );
}

/** Opens a route to those alone who are signed in and have a permission, and says so in the OpenAPI document. */
export function Needs(permission: Permission): MethodDecorator {
  return applyDecorators(
    SetMetadata(PERMISSION, permission),
    UseGuards(AuthGuard, PermissionGuard),
    UseInterceptors(RefusalAudit),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
    ApiResponse(SIGN_IN_REQUIRED),
    ApiResponse(permissionRefusal(permission)),
  );
}
