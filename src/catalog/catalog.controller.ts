import { Body, Controller, Get, HttpCode, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { OptionalAuthGuard } from '../auth/auth.guard.js';
import { SIGN_IN_REQUIRED } from '../auth/auth.refusals.js';
import { CurrentUser } from '../auth/current-user.js';
import { Needs } from '../auth/needs.js';
import { permissionRefusal, requirePermission } from '../auth/permission-required.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { pageOf } from '../http/openapi/page-example.js';
import { IdempotencyKey } from '../http/idempotency/idempotency.js';
import { readPage } from '../http/page.js';
import { IdParam } from '../http/params.js';
import { invalidInput, refusal } from '../http/refusal.js';
import { CatalogEditing } from './catalog-editing.service.js';
import { CatalogService } from './catalog.service.js';
import { RestockDto, SkuChangeDto, SkuDto, SkuListQuery } from './sku.dto.js';
import { SkuPage, SkuWire, skuWire } from './sku-view.js';

const SKU: SkuWire = {
  id: 4,
  name: '安踏A红色',
  price: '199.00',
  stock: 100,
  sales: 12,
  picture: '/pictures/red-shoe.jpg',
  attributes: [{ name: '颜色', value: '红色' }],
  requiresShipping: true,
  active: true,
};
const NO_SUCH_SKU = refusal({
  slug: 'no-such-sku',
  description: 'No such SKU',
});
const INVALID = invalidInput('limit', 'limit must be a whole number from 1 to 100');
const NO_LIMIT = refusal({
  slug: 'stock-without-limit',
  description: '`stock-without-limit`, or `stock-too-large` when it would be',
});

/** Throws Problem `permission-required` when a customer or a guest asks for what is not for sale. */
function seesAll(user: SignedInUser | null, { all }: SkuListQuery): boolean {
  if (all !== 'true') return false;
  requirePermission(user ?? { role: 'customer' }, 'catalogue.read');
  return true;
}

@ApiTags('catalog')
@Controller('api/v1/skus')
export class CatalogController {
  constructor(
    private readonly catalog: CatalogService,
    private readonly editing: CatalogEditing,
  ) {}

  @Get()
  @UseGuards(OptionalAuthGuard)
  @ApiBearerAuth()
  @ApiSecurity({})
  @ApiOperation({
    summary: 'List what can be bought, in the order of the ids',
    description:
      'Open to everybody. Prices are in yuan; a `stock` of null is without limit. With `all=true`, which needs ' +
      '`catalogue.read`, also what is not for sale. A `nextCursor` of null says that there are no more.',
  })
  @ApiResponse({
    status: 200,
    description: 'A part of the catalogue',
    type: SkuPage,
    example: pageOf(SKU),
  })
  @ApiResponse(INVALID)
  @ApiResponse(SIGN_IN_REQUIRED)
  @ApiResponse(permissionRefusal('catalogue.read'))
  listSkus(@CurrentUser() user: SignedInUser | null, @Query() query: SkuListQuery) {
    return this.catalog.list(readPage(query), seesAll(user, query));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'Read a SKU',
    description:
      'Open to everybody, and answers what is not for sale (`active: false`) as well, so that old orders can link ' +
      'to it.',
  })
  @ApiResponse({ status: 200, description: 'The SKU', type: SkuWire, example: SKU })
  @ApiResponse(NO_SUCH_SKU)
  async getSku(@IdParam('id') id: number) {
    return skuWire(await this.catalog.read(id));
  }

  @Needs('catalogue.manage')
  @Post()
  @ApiOperation({
    summary: 'Add a SKU (staff)',
    description:
      'It can be bought at once unless `active` is false. The same `Idempotency-Key` again adds nothing and answers ' +
      'the same SKU.',
  })
  @ApiResponse({ status: 201, description: 'The SKU', type: SkuWire, example: SKU })
  @ApiResponse(INVALID)
  createSku(
    @CurrentUser() user: SignedInUser,
    @Body() body: SkuDto,
    @IdempotencyKey() key: string | null,
  ): Promise<SkuWire> {
    return this.editing.create(user, body, key);
  }

  @Needs('catalogue.manage')
  @Patch(':id')
  @ApiOperation({
    summary: 'Change a SKU (staff); orders keep what they were made with',
    description:
      'Only the members that are sent change; the same again leaves the SKU as it is. An order of a quote over another ' +
      'price is refused (`price-changed`).',
  })
  @ApiResponse({ status: 200, description: 'The SKU', type: SkuWire, example: SKU })
  @ApiResponse(INVALID)
  @ApiResponse(NO_SUCH_SKU)
  updateSku(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @Body() body: SkuChangeDto,
  ): Promise<SkuWire> {
    return this.editing.edit(user, id, body);
  }

  @Needs('catalogue.manage')
  @Post(':id/restock')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Add pieces to the stock (staff)',
    description:
      'Adds to what is there, so send an `Idempotency-Key`: the same key again adds nothing. Refused for a SKU ' +
      'whose stock has no limit.',
  })
  @ApiResponse({ status: 200, description: 'The SKU', type: SkuWire, example: SKU })
  @ApiResponse(INVALID)
  @ApiResponse(NO_SUCH_SKU)
  @ApiResponse(NO_LIMIT)
  restockSku(
    @CurrentUser() user: SignedInUser,
    @IdParam('id') id: number,
    @Body() body: RestockDto,
    @IdempotencyKey() key: string | null,
  ): Promise<SkuWire> {
    return this.editing.restock(user, id, body, key);
  }
}
