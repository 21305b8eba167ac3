import { ensureCart, get, send } from './api.js';
import { guestCart, session } from './session.js';

const EMPTY = { lines: [], totalCount: 0, selectedCount: 0, selectedAmount: '0.00' };

function told(cart) {
  document.dispatchEvent(new CustomEvent('cart', { detail: cart.totalCount }));
  return cart;
}

/** The cart of whoever is here; a visitor who put nothing into one has an empty cart. */
export async function readCart(signal) {
  const { token, cartToken } = session();
  if (token === undefined && cartToken === undefined) return told(EMPTY);
  return told(await get('/cart', signal));
}

/** Adds pieces to what is there. */
export async function addToCart(skuId, count) {
  await ensureCart();
  return told(await send('POST', '/cart/items', { body: { skuId, count } }));
}

/** Sets the count or the selection of a line. */
export async function setLine(skuId, change) {
  return told(await send('PUT', `/cart/items/${skuId}`, { body: change }));
}

/** Takes a line out. */
export async function removeLine(skuId) {
  return told(await send('DELETE', `/cart/items/${skuId}`));
}

/** Selects every line or none. */
export async function selectAll(selected) {
  return told(await send('PATCH', '/cart', { body: { selected } }));
}

/** Brings the guest's cart along to the user who has just signed in. */
export async function takeGuestCart() {
  const { cartToken } = session();
  if (cartToken === undefined) return;
  await send('POST', '/cart/merge', { body: { cartToken } });
  guestCart(null);
}
