/**
 * The policy of a page that runs its own files and calls its own server, and nothing else; `own` is what it says of its
 * base and its forms. Styles may stand in it: Ant Design and the queues' board write them into the page as their parts are
 * first shown. A nonce would not do instead: Ant Design's dialogs lock scrolling by a style for which rc-portal passes none
 * on, and beside a nonce browsers refuse every style without it. A style runs nothing, and whatever buyers and Alipay
 * write is put into the page as text.
 */
export function pagePolicy(own: { readonly baseUri: string; readonly formAction: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `base-uri ${own.baseUri}`,
    `form-action ${own.formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');
}
