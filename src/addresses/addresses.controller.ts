import { Body, Controller, Delete, Get, HttpCode, Patch, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AuthGuard } from '../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../auth/auth.refusals.js';
import { CurrentUser } from '../auth/current-user.js';
import { keyScope, type SignedInUser } from '../auth/signed-in-user.js';
import { pageOf } from '../http/openapi/page-example.js';
import { Idempotency, IdempotencyKey } from '../http/idempotency/idempotency.js';
import { IdParam } from '../http/params.js';
import { AddressChangeDto, AddressDto } from './address.dto.js';
import { AddressPage, AddressView } from './address-view.js';
import { ADDRESS, INVALID, NO_SUCH_ADDRESS, TOO_MANY } from './addresses.examples.js';
import { AddressesService } from './addresses.service.js';

@ApiTags('addresses')
@ApiBearerAuth()
@ApiResponse(SIGN_IN_REQUIRED)
@UseGuards(AuthGuard)
@Controller('api/v1/addresses')
export class AddressesController {
  constructor(
    private readonly addresses: AddressesService,
    private readonly idempotency: Idempotency,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List my addresses, the default first',
    description:
      'All of them in one part: there are few, and `nextCursor` is always null. The default stands first, then the ' +
      'newest.',
  })
  @ApiResponse({
    status: 200,
    description: 'All of them',
    type: AddressPage,
    example: pageOf(ADDRESS),
  })
  async listAddresses(@CurrentUser() user: SignedInUser) {
    return { items: await this.addresses.list(user.id), nextCursor: null };
  }

  @Post()
  @ApiOperation({
    summary: 'Add an address; the first becomes the default',
    description:
      'The same `Idempotency-Key` again adds nothing and answers the same address. A user may have as many as the ' +
      'shop allows; more are refused.',
  })
  @ApiResponse({ status: 201, description: 'The address', type: AddressView, example: ADDRESS })
  @ApiResponse(INVALID)
  @ApiResponse(TOO_MANY)
  async createAddress(
    @CurrentUser() user: SignedInUser,
    @Body() body: AddressDto,
    @IdempotencyKey() key: string | null,
  ): Promise<AddressView> {
    const request = { scope: keyScope(user), key, route: 'POST addresses', body };
    const reply = await this.idempotency.once(request, async (tx) => ({
      status: 201,
      body: await this.addresses.create(tx, user.id, body),
    }));
    return reply.body;
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Change an address',
    description:
      'Only the members that are sent change, and the same again changes nothing. Orders keep the address that they ' +
      'were made with.',
  })
  @ApiResponse({ status: 200, description: 'The address', type: AddressView, example: ADDRESS })
  @ApiResponse(INVALID)
  @ApiResponse(NO_SUCH_ADDRESS)
  updateAddress(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @Body() body: AddressChangeDto,
  ): Promise<AddressView> {
    return this.addresses.update(user.id, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Delete an address; orders keep their copies',
    description:
      'When it was the default, the newest of the others becomes it. A second time it is answered 404.',
  })
  @ApiResponse({ status: 204, description: 'Deleted' })
  @ApiResponse(NO_SUCH_ADDRESS)
  deleteAddress(@CurrentUser() user: SignedInUser, @IdParam('id') id: number): Promise<void> {
    return this.addresses.remove(user.id, id);
  }

  @Post(':id/default')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make an address the default',
    description:
      'Takes it from the address that was the default before; the same again changes nothing.',
  })
  @ApiResponse({ status: 200, description: 'The address', type: AddressView, example: ADDRESS })
  @ApiResponse(NO_SUCH_ADDRESS)
  setDefaultAddress(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
  ): Promise<AddressView> {
    return this.addresses.setDefault(user.id, id);
  }
}
