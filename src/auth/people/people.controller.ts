import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Page, PageQuery, readPage } from '../../http/page.js';
import { ReasonBody, ReasonDto } from '../../http/reason.js';
import { invalidInput, refusal } from '../../http/refusal.js';
import { USERNAME_TAKEN } from '../auth.examples.js';
import { CurrentUser } from '../current-user.js';
import { Needs } from '../needs.js';
import type { SignedInUser } from '../signed-in-user.js';
import { NewPersonDto, PersonChangeDto } from './people.dto.js';
import { People } from './people.service.js';
import { NewPersonView, PersonList, PersonView } from './person-view.js';

const PERSON = {
  id: '3f9c2a7e51d84b06a1c7e8f2d4b59063',
  username: 'alice',
  role: 'support',
  disabled: false,
  hasSecondFactor: true,
  createdAt: '2026-11-21T09:00:00+08:00',
};
const NEW_PERSON = { ...PERSON, hasSecondFactor: false, password: 'Xr0vJ2n8kQ5tB1wZ7mEa' };
const ID = { name: 'id', example: PERSON.id, description: 'Of the person' };
const INVALID = invalidInput(
  'username',
  'username must be 3 to 32 letters, digits, "_", "." or "-"',
);
const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const NO_SUCH_PERSON = refusal({ slug: 'no-such-person', description: 'No such person' });
const LAST_ADMIN = refusal({
  slug: 'last-admin',
  description: '`last-admin`, or `own-account`: nobody changes themself',
});

const NO_RESET = refusal({
  slug: 'no-second-factor',
  description: '`no-second-factor`, or `own-account`: nobody resets their own',
});

@ApiTags('people')
@Controller('api/v1/people')
export class PeopleController {
  constructor(private readonly people: People) {}

  @Needs('people.manage')
  @Get()
  @ApiOperation({
    summary: 'List the staff',
    description:
      'Who is disabled is among them, customers are not. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'In the order of its making',
    type: PersonList,
    example: { items: [PERSON], nextCursor: null },
  })
  @ApiResponse(INVALID_LIST)
  listPeople(@Query() query: PageQuery): Promise<Page<PersonView>> {
    return this.people.list(readPage(query));
  }

  @Needs('people.manage')
  @Post()
  @ApiOperation({
    summary: 'Add a member of the staff',
    description:
      'A password is made unless one is named, and shown in this answer alone; whoever it is for has to change it before ' +
      'anything else.',
  })
  @ApiResponse({ status: 201, description: 'The person', type: NewPersonView, example: NEW_PERSON })
  @ApiResponse(INVALID)
  @ApiResponse(USERNAME_TAKEN)
  createPerson(
    @CurrentUser() user: SignedInUser,
    @Body() { username, role, password }: NewPersonDto,
  ): Promise<NewPersonView> {
    return this.people.create(user, { username, role, password: password ?? null });
  }

  @Needs('people.manage')
  @Patch(':id')
  @ApiOperation({
    summary: "Change a person's role, disable or enable them",
    description: 'Disabling ends their sessions and tokens at once.',
  })
  @ApiParam(ID)
  @ApiResponse({ status: 200, description: 'The person', type: PersonView, example: PERSON })
  @ApiResponse(INVALID)
  @ApiResponse(NO_SUCH_PERSON)
  @ApiResponse(LAST_ADMIN)
  changePerson(
    @CurrentUser() user: SignedInUser,
    @Param('id') id: string,
    @Body() body: PersonChangeDto,
  ): Promise<PersonView> {
    return this.people.change(user, id, body);
  }

  @Needs('people.manage')
  @Post(':id/reset-password')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make another password for a person',
    description:
      'Shown in this answer alone, and to be changed before anything else; ends their sessions and tokens at once.',
  })
  @ApiParam(ID)
  @ReasonBody()
  @ApiResponse({ status: 200, description: 'The person', type: NewPersonView, example: NEW_PERSON })
  @ApiResponse(NO_SUCH_PERSON)
  resetPassword(
    @CurrentUser() user: SignedInUser,
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<NewPersonView> {
    return this.people.resetPassword(user, id, { reason });
  }

  @Needs('people.manage')
  @Post(':id/reset-second-factor')
  @HttpCode(200)
  @ApiOperation({
    summary: "Take a person's second factor away",
    description:
      'For who has lost the app and the codes for recovery. Ends their sessions and tokens at once.',
  })
  @ApiParam(ID)
  @ReasonBody()
  @ApiResponse({
    status: 200,
    description: 'The person',
    type: PersonView,
    example: { ...PERSON, hasSecondFactor: false },
  })
  @ApiResponse(NO_SUCH_PERSON)
  @ApiResponse(NO_RESET)
  resetSecondFactor(
    @CurrentUser() user: SignedInUser,
    @Param('id') id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<PersonView> {
    return this.people.resetSecondFactor(user, id, reason);
  }
}
