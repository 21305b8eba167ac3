import { ensureCart, get, send } from './api.js';
import { guestCart, session } from './session.js';

const EMPTY = { lines: [], totalCount: 0, selectedCount: 0, selectedAmount: '0.00' };

/** Grows with each question, and when a change is answered: what was read across that may be old. */
let turn = 0;

function told(cart) {
  document.dispatchEvent(new CustomEvent('cart', { detail: cart.totalCount }));
  return cart;
}

/** The cart of whoever is here; a visitor who put nothing into one has an empty cart. */
export async function readCart(signal) {
  const { token, cartToken } = session();
  const mine = (turn += 1);
  if (token === undefined && cartToken === undefined) return told(EMPTY);
  const cart = await get('/cart', signal);
  return mine === turn ? told(cart) : cart;
}

async function change(method, path, body) {
  turn += 1;
  try {
    return told(await send(method, path, { body }));
  } finally {
    turn += 1;
  }
}

/** Adds pieces to what is there. */
export async function addToCart(skuId, count) {
  await ensureCart();
  return change('POST', '/cart/items', { skuId, count });
}

/** Sets the count or the selection of a line. */
export function setLine(skuId, wish) {
  return change('PUT', `/cart/items/${skuId}`, wish);
}

/** Takes a line out. */
export function removeLine(skuId) {
  return change('DELETE', `/cart/items/${skuId}`);
}

/** Selects every line or none. */
export function selectAll(selected) {
  return change('PATCH', '/cart', { selected });
}

/** Brings the guest's cart along to the user who has just signed in. */
export async function takeGuestCart() {
  const { cartToken } = session();
  if (cartToken === undefined) return;
  await change('POST', '/cart/merge', { cartToken });
  guestCart(null);
}
