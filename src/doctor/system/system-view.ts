import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
} from '../../http/openapi/api-members.js';
import type { Sighting } from '../sightings.js';

const PROCESS_KINDS = ['api', 'worker'] as const;

/** A process that runs, or ran within a day, on the wire. */
@ApiSchema({ name: 'SystemProcess' })
export class ProcessView {
  @ApiText({ description: 'Made at random when it starts' }) readonly id!: string;
  @ApiOneOf('SystemProcessKind', PROCESS_KINDS) readonly kind!: Sighting['kind'];
  @ApiText({ description: 'Its version of Node' }) readonly node!: string;
  @ApiInteger({ description: 'Connections to the database that it may have' })
  readonly pool!: number;
  @ApiInstant({ description: 'It tells of itself every twenty seconds' }) readonly seenAt!: string;
  @ApiFlag({ description: 'It was not seen for a minute' }) readonly isGone!: boolean;
}

/** What runs, by its versions, on the wire. */
@ApiSchema({ name: 'SystemVersions' })
class VersionsView {
  @ApiText() readonly app!: string;
  @ApiText() readonly node!: string;
  @ApiText() readonly database!: string;
}

/** A setting as the process that answers goes by it, on the wire. */
@ApiSchema({ name: 'SettingInForce' })
class SettingView {
  @ApiText() readonly name!: string;
  @ApiText({ nullable: true, description: 'Null: a secret, or nothing' })
  readonly value!: string | null;
  @ApiFlag({ description: 'The environment names it; else it is the default' })
  readonly isSet!: boolean;
  @ApiFlag({ description: 'Nobody is shown it' }) readonly isSecret!: boolean;
}

/** What runs here, and how it is set up, on the wire. */
@ApiSchema({ name: 'System' })
export class SystemView {
  @ApiPart(() => VersionsView) readonly versions!: VersionsView;
  @ApiParts(() => ProcessView, { description: 'The latest seen first, 100 at most' })
  readonly processes!: readonly ProcessView[];
  @ApiParts(() => SettingView, { description: 'Of the process that answers, by their names' })
  readonly settings!: readonly SettingView[];
}
