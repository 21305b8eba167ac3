import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiOneOf,
  ApiText,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { type Role, ROLES } from '../permissions.js';
import type { UserEntity } from '../user.entity.js';

/** A member of the staff on the wire. */
@ApiSchema({ name: 'Person' })
export class PersonView {
  @ApiText() readonly id!: string;
  @ApiText() readonly username!: string;
  @ApiOneOf('Role', ROLES) readonly role!: Role;
  @ApiFlag() readonly disabled!: boolean;
  @ApiFlag({ description: 'The sign-in asks for a code' }) readonly hasSecondFactor!: boolean;
  @ApiInstant() readonly createdAt!: string;
}

/** A member of the staff with a password that was made for them. */
@ApiSchema({ name: 'PersonWithPassword' })
export class NewPersonView extends PersonView {
  @ApiText({
    nullable: true,
    description: 'Made here and shown this once; null: the request named one',
  })
  readonly password!: string | null;
}

/** A part of the staff. */
export const PersonList = pageOfClass('PersonList', PersonView);

/** A member of the staff on the wire. Pure. */
export function personView(row: UserEntity): PersonView {
  const { publicId, username, role, disabledAt, createdAt } = row;
  const disabled = disabledAt !== null;
  const hasSecondFactor = row.secondFactorSince !== null;
  const since = toRfc3339(createdAt);
  return { id: publicId, username, role, disabled, hasSecondFactor, createdAt: since };
}
