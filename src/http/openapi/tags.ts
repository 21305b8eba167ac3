/** What routes are about, in the order in which a shop meets them: a checkout first, then what follows it. */
export const TAGS: readonly (readonly [name: string, description: string])[] = [
  ['auth', 'Register, sign in, end tokens'],
  ['catalog', 'What can be bought, and its stock'],
  ['cart', "A user's cart, or a guest's"],
  ['addresses', 'Where goods go'],
  ['orders', 'Quote, order, shipment, receipt'],
  ['payments', 'Links to Alipay, and what became of the money'],
  ['refunds', 'Money that goes back'],
  ['after-sales', 'What buyers ask for after the sale: money back, or goods that go back for it'],
  ['alipay', 'For Alipay and the buyers that it sends back; not for clients'],
  ['incidents', 'Money that is held for a person to decide'],
  ['reconciliation', "Alipay's daily bills against our books"],
  ['webhooks', 'What other systems are told, and how it went'],
  ['people', 'The staff and its roles'],
  ['audit', 'What the staff did'],
  ['operations', 'Whether all is well'],
];
