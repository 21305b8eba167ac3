import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Patch,
  Post,
  Put,
  UseGuards,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  ApiSecurity,
  ApiTags,
} from '@nestjs/swagger';
import { AuthGuard, OptionalAuthGuard } from '../auth/auth.guard.js';
import { CurrentUser } from '../auth/current-user.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { IdParam } from '../http/params.js';
import { invalidInput, refusal } from '../http/refusal.js';
import { CartItemDto, CartLineDto, CartMergeDto, CartSelectionDto } from './cart.dto.js';
import { CurrentCart } from './cart-owner.js';
import { CartService } from './cart.service.js';
import type { CartOwner } from './cart.repository.js';
import { type CartLineView, CartView, GuestCartView } from './cart-view.js';
import { GUEST_TOKEN_EXAMPLE } from './guest-token.js';

const LINE: CartLineView = {
  skuId: 4,
  name: '安踏A红色',
  picture: '/pictures/red-shoe.jpg',
  attributes: [{ name: '颜色', value: '红色' }],
  price: '199.00',
  stock: 100,
  count: 1,
  amount: '199.00',
  selected: true,
  available: true,
  requiresShipping: true,
};
const CART: CartView = {
  lines: [LINE],
  totalCount: 1,
  selectedCount: 1,
  selectedAmount: '199.00',
};
const ANSWER = { status: 200, description: 'The cart', type: CartView, example: CART };
const NOT_ENOUGH = refusal({
  slug: 'not-enough-stock',
  description: '`not-enough-stock`, or `cart-limit`: as many lines or pieces as a cart may hold',
  members: { skuId: 4, stock: 3 },
});
const NO_SUCH_SKU = refusal({
  slug: 'no-such-sku',
  description: 'No such SKU, or not for sale',
});
const NO_SUCH_LINE = refusal({
  slug: 'no-such-line',
  description: '`no-such-line`, or `no-such-sku`: there is none any more',
});
const NO_ID = refusal({
  slug: 'not-found',
  description: 'It is no id; to remove a line that is not there is no fault',
});
const NOBODYS = refusal({
  slug: 'sign-in-required',
  members: { or: 'cart-token' },
  description: '`sign-in-required`: neither signed in nor a guest with a token; or `invalid-token`',
});
const AWAY = refusal({
  slug: 'cart-unavailable',
  description: 'Redis does not answer',
});
const INVALID = invalidInput('count', 'count must be a whole number from 1 to 999');
const TOO_MANY = refusal({
  slug: 'too-many-carts',
  description: 'So many carts were begun from this address in a day',
});
const GUEST = { name: 'Cart-Token', required: false, description: "A guest's cart" };

@ApiTags('cart')
@ApiBearerAuth()
@ApiSecurity({})
@ApiResponse(NOBODYS)
@ApiResponse(AWAY)
@UseGuards(OptionalAuthGuard)
@Controller('api/v1/cart')
export class CartController {
  constructor(private readonly carts: CartService) {}

  @Post('guest')
  @ApiOperation({
    summary: "Get a token for a guest's cart",
    description:
      'Send it as `Cart-Token` with each request about the cart, and to `POST /cart/merge` after the sign-in. Who ' +
      'is signed in needs none. Their number a day is limited by address.',
  })
  @ApiResponse({
    status: 201,
    description: 'The token',
    type: GuestCartView,
    example: { cartToken: GUEST_TOKEN_EXAMPLE },
  })
  @ApiResponse(TOO_MANY)
  async createGuestCart(@Ip() address: string): Promise<GuestCartView> {
    return { cartToken: await this.carts.guestToken(address) };
  }

  @Post('merge')
  @HttpCode(200)
  @UseGuards(AuthGuard)
  @ApiOperation({
    summary: "Take a guest's cart over at sign-in",
    description:
      "Counts of the same SKU add up, to what a cart may hold at most. The guest's cart is empty afterwards, so " +
      'that merging again changes nothing.',
  })
  @ApiResponse(INVALID)
  @ApiResponse(ANSWER)
  mergeCart(@CurrentUser() user: SignedInUser, @Body() body: CartMergeDto): Promise<CartView> {
    return this.carts.merge(user, body.cartToken);
  }

  @Get()
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Read the cart at live prices',
    description:
      'A cart holds no stock and fixes no price: `available` says whether so many can be bought now, and ' +
      "`POST /orders/quote` what an order costs. The user's cart, or the guest's whose `Cart-Token` is sent.",
  })
  @ApiResponse(ANSWER)
  getCart(@CurrentCart() owner: CartOwner): Promise<CartView> {
    return this.carts.view(owner);
  }

  @Post('items')
  @HttpCode(200)
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Add pieces to what is there',
    description:
      'Adds to the count of the line, so that a repeat adds once more; `PUT /cart/items/{skuId}` sets it. Refused ' +
      'when there would be more than the stock, or than a cart may hold.',
  })
  @ApiResponse(INVALID)
  @ApiResponse(ANSWER)
  @ApiResponse(NO_SUCH_SKU)
  @ApiResponse(NOT_ENOUGH)
  addCartItem(@CurrentCart() owner: CartOwner, @Body() body: CartItemDto): Promise<CartView> {
    return this.carts.add(owner, body.skuId, body.count);
  }

  @Put('items/:skuId')
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Set the count or the selection of a line',
    description:
      'Only of a line that is there; the same again changes nothing. A count is held against the stock, a selection ' +
      'is not.',
  })
  @ApiResponse(INVALID)
  @ApiResponse(ANSWER)
  @ApiResponse(NO_SUCH_LINE)
  @ApiResponse(NOT_ENOUGH)
  setCartItem(
    @CurrentCart() owner: CartOwner,
    @IdParam('skuId') skuId: number,
    @Body() body: CartLineDto,
  ): Promise<CartView> {
    return this.carts.set(owner, skuId, body);
  }

  @Patch()
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Select or deselect every line',
    description:
      'An order from the cart takes the selected lines alone. The same again changes nothing.',
  })
  @ApiResponse(INVALID)
  @ApiResponse(ANSWER)
  selectCartItems(
    @CurrentCart() owner: CartOwner,
    @Body() body: CartSelectionDto,
  ): Promise<CartView> {
    return this.carts.selectAll(owner, body.selected);
  }

  @Delete('items/:skuId')
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Remove a line',
    description:
      'Answers the cart without it. A line that is not there is no fault, so a repeat is answered alike.',
  })
  @ApiResponse(ANSWER)
  @ApiResponse(NO_ID)
  removeCartItem(
    @CurrentCart() owner: CartOwner,
    @IdParam('skuId') skuId: number,
  ): Promise<CartView> {
    return this.carts.remove(owner, skuId);
  }

  @Delete()
  @ApiHeader(GUEST)
  @ApiOperation({
    summary: 'Empty the cart',
    description:
      'Removes all lines, selected or not, and answers the empty cart; a repeat is answered alike.',
  })
  @ApiResponse({
    status: 200,
    description: 'The empty cart',
    type: CartView,
    example: { ...CART, lines: [], totalCount: 0, selectedCount: 0, selectedAmount: '0.00' },
  })
  clearCart(@CurrentCart() owner: CartOwner): Promise<CartView> {
    return this.carts.clear(owner);
  }
}
