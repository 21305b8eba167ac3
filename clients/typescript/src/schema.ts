// Made of the OpenAPI document by `npm run client`: do not edit.
export interface paths {
    readonly "/api/v1/addresses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List my addresses, the default first
         * @description All of them in one part: there are few, and `nextCursor` is always null. The default stands first, then the newest.
         */
        readonly get: operations["listAddresses"];
        readonly put?: never;
        /**
         * Add an address; the first becomes the default
         * @description The same `Idempotency-Key` again adds nothing and answers the same address. A user may have as many as the shop allows; more are refused.
         */
        readonly post: operations["createAddress"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/addresses/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete an address; orders keep their copies
         * @description When it was the default, the newest of the others becomes it. A second time it is answered 404.
         */
        readonly delete: operations["deleteAddress"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change an address
         * @description Only the members that are sent change, and the same again changes nothing. Orders keep the address that they were made with.
         */
        readonly patch: operations["updateAddress"];
        readonly trace?: never;
    };
    readonly "/api/v1/addresses/{id}/default": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make an address the default
         * @description Takes it from the address that was the default before; the same again changes nothing.
         */
        readonly post: operations["setDefaultAddress"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List cases, newest first: a buyer's own, everybody's for staff
         * @description `needs=attention` lists what waits for the shop: an answer that is overdue, goods that came back, a refund that failed. A part may have fewer cases than wanted, or none, and yet a `nextCursor`: only one of null says that there are no more.
         */
        readonly get: operations["listAfterSales"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a case (the buyer, staff)
         * @description Another customer's case is answered as one that does not exist. `state` says whose turn it is, and `refundId` which refund the case has led to.
         */
        readonly get: operations["readAfterSale"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/agree": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Agree to a case (staff)
         * @description Money alone goes back at once; goods are waited for at `returnAddress`. Nobody agrees to, receives or refunds a case of their own order (403 `own-request`).
         */
        readonly post: operations["agreeToAfterSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/receive-back": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Book what really came back, and refund it (staff)
         * @description Each line says how many pieces came and whether they go into the stock. Less than was paid for them goes back with `amount` and a `reason`.
         */
        readonly post: operations["receiveBack"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/refund": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try the refund of a case again, after one that failed (staff)
         * @description Under a new number at Alipay, for the same pieces. Only of a case whose refund failed: `RECEIVED_BACK`, or `AGREED` for money alone. While a refund is under way it is refused, so a repeat pays nothing twice.
         */
        readonly post: operations["refundAfterSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Turn a case down (staff)
         * @description With a reason that the buyer reads. Possible until the refund is under way, also for goods that were sent back. Rejecting it again answers the same case.
         */
        readonly post: operations["rejectAfterSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/send-back": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say by whom the goods were sent back (the buyer)
         * @description Only once the shop has agreed (`AGREED`), and before `sendBackBy`, after which the case expires. Saying so again answers the same case and keeps the first carrier and number.
         */
        readonly post: operations["sendBack"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/after-sales/{id}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a case back before goods are on their way (the buyer)
         * @description Only while the case is `APPLIED` or `AGREED`. Its pieces are free again, so that another case can be opened. Withdrawing it again answers the same.
         */
        readonly post: operations["withdrawAfterSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/alipay/notify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take Alipay's asynchronous notify
         * @description Answers `success` once what it says is recorded; Alipay repeats it until then.
         */
        readonly post: operations["receiveAlipayNotify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/alipay/return": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The page a buyer comes back to from Alipay
         * @description The redirect proves nothing: Alipay is asked, and the page refreshes itself until the answer is known.
         */
        readonly get: operations["showReturnPage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what the staff did
         * @description Each write of the staff, and each route that somebody of it was refused (`route.refuse`).
         */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign in
         * @description Answers a token to send as `Authorization: Bearer …`. A wrong name and a wrong password are refused alike, and attempts are limited by name and address: wait for `Retry-After` after a 429. Who has a second factor sends a `code` along, which counts once. A member of the staff whose password was made for them, or whose role needs a second factor, may do nothing else before (403 `password-change-required`, `second-factor-required`).
         */
        readonly post: operations["login"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/logout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End the token or session, or all of the user
         * @description Ends what this request was signed in by, or with `everywhere` all of the user on all devices. A token or session that has ended is answered 401, here too.
         */
        readonly post: operations["logout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/me": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who the token belongs to
         * @description Answers the user and the role, so that a client can check a token that it has kept; 401 when it has ended.
         */
        readonly get: operations["getMe"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change the password; ends all tokens and answers a new one
         * @description Needs the present password, whose attempts are limited as at the sign-in. All devices are signed out; go on with the token of the answer.
         */
        readonly post: operations["changePassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/register": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Register a customer
         * @description Signs in as well: the answer holds a token. The same `Idempotency-Key` with the same name and password signs the same customer in again. A name that only looks like another one is taken. Attempts are limited by address.
         */
        readonly post: operations["register"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether one's own sign-in asks for a code
         * @description And whether the role needs one, and how many codes for recovery are left.
         */
        readonly get: operations["getSecondFactor"];
        readonly put?: never;
        /**
         * Enrol a second factor
         * @description Answers a secret for an authenticator app, this once. It is asked for after a code has confirmed it; until then another enrolment replaces it. For the staff.
         */
        readonly post: operations["enrolSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/second-factor/confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm a second factor by its first code
         * @description From now on each sign-in asks for a code. All other sessions and tokens of the user end; who came by a token goes on with that of the answer.
         */
        readonly post: operations["confirmSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/second-factor/recovery-codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make other codes for recovery
         * @description The old ones are over. Needs the password and a code.
         */
        readonly post: operations["renewRecoveryCodes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/second-factor/remove": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove one's own second factor
         * @description Needs the password and a code, of the app or for recovery. Where the role needs a factor, another one has to be enrolled before anything else.
         */
        readonly post: operations["removeSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List one's own sessions, the newest first
         * @description Only those that still hold, the newest hundred in one part: `nextCursor` is always null. `current` is that of this request.
         */
        readonly get: operations["listSessions"];
        readonly put?: never;
        /**
         * Sign a browser of the staff in
         * @description Sets an HttpOnly cookie that all routes take like a token. It ends after `SESSION_IDLE_MINUTES` without a request and after `SESSION_HOURS` in any case. Each write has to carry `csrfToken` as `X-CSRF-Token`. Who has a second factor is asked for a `code` (401 `code-required`), which counts once; `duty` says what has to be done before anything else is open.
         */
        readonly post: operations["beginSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sessions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * End one of one's own sessions
         * @description At once, also that of this request. Another's session, and one that is over, is answered as one that does not exist.
         */
        readonly delete: operations["endSession"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/auth/sessions/current": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Who the cookie belongs to, what they may, and the token for writes
         * @description For a page that was loaded anew: it has the cookie and has lost `csrfToken`. Who is signed in by a token has no session, and is answered 404.
         */
        readonly get: operations["getSession"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cart": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the cart at live prices
         * @description A cart holds no stock and fixes no price: `available` says whether so many can be bought now, and `POST /orders/quote` what an order costs. The user's cart, or the guest's whose `Cart-Token` is sent.
         */
        readonly get: operations["getCart"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Empty the cart
         * @description Removes all lines, selected or not, and answers the empty cart; a repeat is answered alike.
         */
        readonly delete: operations["clearCart"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Select or deselect every line
         * @description An order from the cart takes the selected lines alone. The same again changes nothing.
         */
        readonly patch: operations["selectCartItems"];
        readonly trace?: never;
    };
    readonly "/api/v1/cart/guest": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get a token for a guest's cart
         * @description Send it as `Cart-Token` with each request about the cart, and to `POST /cart/merge` after the sign-in. Who is signed in needs none. Their number a day is limited by address.
         */
        readonly post: operations["createGuestCart"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cart/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add pieces to what is there
         * @description Adds to the count of the line, so that a repeat adds once more; `PUT /cart/items/{skuId}` sets it. Refused when there would be more than the stock, or than a cart may hold.
         */
        readonly post: operations["addCartItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cart/items/{skuId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set the count or the selection of a line
         * @description Only of a line that is there; the same again changes nothing. A count is held against the stock, a selection is not.
         */
        readonly put: operations["setCartItem"];
        readonly post?: never;
        /**
         * Remove a line
         * @description Answers the cart without it. A line that is not there is no fault, so a repeat is answered alike.
         */
        readonly delete: operations["removeCartItem"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/cart/merge": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a guest's cart over at sign-in
         * @description Counts of the same SKU add up, to what a cart may hold at most. The guest's cart is empty afterwards, so that merging again changes nothing.
         */
        readonly post: operations["mergeCart"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/checkout": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Buy what was quoted: order, payment and link in one call
         * @description As `POST /orders` and `POST /orders/{orderNo}/payments` after it, in one transaction: order and payment, or neither. The same key, or the same token, again is the same order, with a link while it can be paid. A QR code has to be asked for at Alipay: when that fails, order and payment are there, and the same request asks again.
         */
        readonly post: operations["checkout"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/discrepancies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List differences between Alipay's bills and our books (staff)
         * @description `OPEN` ones wait for a person; `HEALED` ones were booked by themselves, and `RESOLVED` ones were decided. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listDiscrepancies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/discrepancies/{id}/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Note what a person found out and decided (staff)
         * @description Ends an `OPEN` discrepancy with a note, and moves no money. One that was healed or decided already is refused, so saying it twice is answered 409.
         */
        readonly post: operations["resolveDiscrepancy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/doctor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look for what is set up wrongly (staff)
         * @description Keys, environment, gateway, notify address, proxy, processes, database and Redis, in ten seconds at most; who asks meanwhile gets the same report. `wrong` is to be mended, `note` may be meant so. docs/troubleshooting.md lists all `code`s.
         */
        readonly get: operations["getDoctorReport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/doctor/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say why a notify or a return address verifies or does not (staff)
         * @description Takes what somebody has at hand, tells what it is, and which known mistake makes it verify once it is undone. Nothing is booked, kept or told to Alipay, so it leaves no trace in the audit log.
         */
        readonly post: operations["diagnoseMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List incidents of all orders (staff)
         * @description Money that is held for a decision, the newest first. A part may have fewer incidents than wanted, or none, and yet a `nextCursor`; only one of null says that there are no more.
         */
        readonly get: operations["listIncidents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an incident (staff)
         * @description `detail` tells in the language that was asked for what happened; `resolution` how it ended. The runbook in docs/operations.md says what to do about each `kind`.
         */
        readonly get: operations["getIncident"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let the decision that another person proposed come true (staff)
         * @description Sends the money back, or notes that the matter was settled elsewhere: what the `proposal` says. Never by who proposed it. Once that is done, there is nothing to approve any more.
         */
        readonly post: operations["approveIncidentProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}/dismiss": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Note that it was settled elsewhere (staff)
         * @description Ends the incident with a note and moves no money. Refused while its money is being sent back, and for one that is resolved already. From `APPROVE_FROM` yuan on, where that is set, it becomes the `proposal` of the incident, which another person approves or rejects.
         */
        readonly post: operations["dismissIncident"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}/evidence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what an incident rests on (staff)
         * @description The message of Alipay whose signature was verified, what our books know of its trade, and how much would go back to the buyer if that were decided now.
         */
        readonly get: operations["getIncidentEvidence"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}/refund": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send the money back (staff)
         * @description Sends what neither an order nor another refund accounts for. The incident is `RESOLVED` once Alipay has done it. While that is under way, saying so again changes nothing; after Alipay has refused, it tries anew under another number. From `APPROVE_FROM` yuan on, where that is set, it becomes the `proposal` of the incident, which another person approves or rejects.
         */
        readonly post: operations["refundIncident"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/{id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Drop the decision that was proposed (staff)
         * @description Whoever proposed it may take it back so.
         */
        readonly post: operations["rejectIncidentProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/incidents/export.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export incidents for a spreadsheet (staff)
         * @description All that a list with the same filter shows, in its order. The audit log keeps who did so.
         */
        readonly get: operations["exportIncidents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List orders, newest first
         * @description A customer's own; everybody's for staff (`orders.read`), who may also search. What is seldom found in a wide list is looked for a stretch at a time, and a part ends with the order that brings it to 500 lines: it may have fewer orders than wanted, or none, and yet a `nextCursor`. Only a `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listOrders"];
        readonly put?: never;
        /**
         * Make the order of a quote
         * @description Takes the stock and keeps prices and address as they are now. The same token again answers the same order.
         */
        readonly post: operations["createOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an order (its owner, staff)
         * @description Another customer's order is answered as one that does not exist. Staff (`orders.read`) also see whose it is. The state comes from our books and asks Alipay nothing: `POST …/payment/sync` does that.
         */
        readonly get: operations["getOrder"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change the address or the remark of an order that was not shipped (staff)
         * @description Only the members that are sent change, and the same again changes nothing. Possible while the order is `PENDING_PAYMENT` or `TO_SHIP`.
         */
        readonly patch: operations["editOrder"];
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/adjust": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Reduce the price of an unpaid order (staff)
         * @description Open trades are closed at Alipay first, and the next link leads to a payment with another number, since Alipay refuses another sum under the same one. Who pays by an old link that nobody had opened gets that money back. Nobody reduces the price of their own order.
         */
        readonly post: operations["adjustPrice"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/after-sales": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask for a refund of pieces, with or without sending them back (the buyer)
         * @description `refundOnly` for what was paid and not sent, and after the receipt; `returnAndRefund` after the receipt, for `AFTER_SALE_DAYS`. One open case a piece.
         */
        readonly post: operations["applyForAfterSale"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel an unpaid order
         * @description Asks and closes at Alipay first. 202 while Alipay says nothing to rely on: the worker finishes it. Where `REFUND_ON_CANCEL` is set, a paid order that is not shipped is refunded. Of others only with `orders.cancel`.
         */
        readonly post: operations["cancelOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/payment": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the order's payment
         * @description As our books have it, without asking Alipay: `POST …/payment/sync` asks. 404 `no-payment-yet` before the first link was given out.
         */
        readonly get: operations["getPayment"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/payment/sync": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask Alipay about the payment now
         * @description The worker asks by itself as well; this is for when somebody waits for the answer. A customer may ask 120 times a minute (`ALIPAY_ASKS_PER_MINUTE`), over all orders and with QR codes; who has `payments.sync` as often as it takes.
         */
        readonly post: operations["syncPayment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/payments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start or continue the payment of an order
         * @description Answers a fresh signed link to the one payment of the order, whatever the method. A QR code has to be asked for at Alipay, and counts as `payment/sync` does.
         */
        readonly post: operations["startPayment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/receive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Confirm the receipt (its owner)
         * @description Possible once all has been sent (`SHIPPED`). Saying so again answers the same order. The order is completed by itself some days later.
         */
        readonly post: operations["receiveOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refundable": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what is left to refund of an order (staff)
         * @description All that can still be sent back, and of it the freight and the pieces of each line with what was paid for them. So many pieces of a line bring their share of that, rounded down; the last ones take the rest.
         */
        readonly get: operations["getRefundable"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List an order's refunds, oldest first
         * @description Requests that wait or were turned down are among them; only of `SUCCEEDED` ones is it known that the money went back. `waitsFor` is for staff alone. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listOrderRefunds"];
        readonly put?: never;
        /**
         * Refund an order, whole or in part
         * @description Say what is refunded in one of three ways: `lines` (these pieces, for what was paid for them, with or without `freight`), `everything` (all that is left of pieces, freight and money), or a free `amount`, which is bound to no piece. Pieces that are refunded before they are shipped are never shipped, and go into the stock unless `restock` says otherwise; the answer tells how the sum came about and what it leaves. An operator's refund goes to Alipay at once; the owner's, an operator or not, waits for an approval, one at a time. A request that waits holds nothing back: an operator's refund that leaves too little for it is answered 409 with its `refundId`, and goes first when `closeRequests` is said. An order that waits to be shipped is not shipped any more once all of its money is being sent back.
         */
        readonly post: operations["createRefund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refunds/{id}/approve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Let a refund that waits go to Alipay (staff)
         * @description Only of a request that waits (`REQUESTED`), and never by who asked for it or bought the order. It is sent at once; when Alipay does not answer, the worker goes on and the state stays `PROCESSING` or `UNKNOWN`. Approving it again changes nothing. From `APPROVE_FROM` yuan on, where that is set, a refund of the staff waits for it, too, and a customer's request for two of them: after the first it is `REQUESTED` still, with `firstApprovedAt`. What one person has let go alone of the same order counts with it.
         */
        readonly post: operations["approveRefund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refunds/{id}/reject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Turn a customer's refund down (staff)
         * @description Only of a request that waits (`REQUESTED`): no money moves, and the customer may ask again. Rejecting it again changes nothing.
         */
        readonly post: operations["rejectRefund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refunds/{id}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a refund whose end is not known a step on, now (staff)
         * @description Only of one that is `PROCESSING` or `UNKNOWN`: it is sent again under its number, which Alipay refunds once, or Alipay is asked for it. The worker does the same by itself, later.
         */
        readonly post: operations["retryRefund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/refunds/{id}/withdraw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take one's own request for a refund back while it waits
         * @description Only by who asked, and only while it is `REQUESTED`: no money moves, and another may be asked for. Withdrawing it again changes nothing.
         */
        readonly post: operations["withdrawRefund"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/ship": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send all goods that wait, in one parcel (staff); the same again answers the same
         * @description Alipay is asked first when it was not heard of the money for `SHIP_ASK_AFTER_SECONDS`; without an answer nothing is shipped, unless `SHIP_UNANSWERED` is set. Refused while all that was paid is being sent back: by a cancel, or by refunds that are not turned down, failed or waiting for an approval and add up to it. When one of them fails, the order can be shipped again. A customer who asks for all of it (`refundRequestedAt`) holds it for `REFUND_REQUEST_HOLD_MINUTES`.
         */
        readonly post: operations["shipOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/shipments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List an order's parcels, oldest first (its owner, staff)
         * @description Each with its pieces, carrier and number. What was sent before parcels were known is one parcel with all pieces. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listParcels"];
        readonly put?: never;
        /**
         * Send some of the goods, or all that wait, in a parcel (staff)
         * @description The order is `PARTLY_SHIPPED` while something of it waits, and `SHIPPED` when nothing does: pieces that were refunded before they left do not wait, and those of a refund under way do not leave. Alipay is asked first when it was not heard of the money for `SHIP_ASK_AFTER_SECONDS`; without an answer nothing is shipped, unless `SHIP_UNANSWERED` is set. Refused while all that was paid is being sent back: by a cancel, or by refunds that are not turned down, failed or waiting for an approval and add up to it. When one of them fails, the order can be shipped again. A customer who asks for all of it (`refundRequestedAt`) holds it for `REFUND_REQUEST_HOLD_MINUTES`.
         */
        readonly post: operations["sendParcel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/{orderNo}/timeline": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what happened to an order, and why
         * @description In the order of time, in plain words. Operators see each of Alipay's reports with its verdict and the `facts` behind every sentence; the owner sees less.
         */
        readonly get: operations["getOrderTimeline"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/export.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export orders for a spreadsheet (staff)
         * @description All that a list with the same filter shows, in its order. The audit log keeps who did so.
         */
        readonly get: operations["exportOrders"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/orders/quote": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Say what an order would cost
         * @description Holds no stock and no price. The token says what was shown, and makes one order at that price until `expiresAt`; when a price has changed since, making the order answers 409 `price-changed` with both prices and a new token.
         */
        readonly post: operations["quoteOrder"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/overview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the figures of the start page (staff)
         * @description Orders and money of today, yesterday and thirty days, how payments were learned of, and what waits for somebody, each with the request that lists it. Days are those of China.
         */
        readonly get: operations["getOverview"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/overview/trends": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what the charts of the start page show (staff)
         * @description Thirty days: how payments were learned of, and how far the orders came that were made on each; why money went back; and how much work waited in the last 24 hours, by the quarter of an hour. All is as a worker kept it, some seconds to some hours ago, the older the longer.
         */
        readonly get: operations["getTrends"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/payments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List payments of all orders (staff)
         * @description By the time at which they were paid where a time is asked for, else as they were begun; the newest first. A part may have fewer payments than wanted, or none, and yet a `nextCursor`; only one of null says that there are no more.
         */
        readonly get: operations["listPayments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/payments/export.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export payments for a spreadsheet (staff)
         * @description All that a list with the same filter shows, in its order. The audit log keeps who did so.
         */
        readonly get: operations["exportPayments"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/people": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the staff
         * @description Who is disabled is among them, customers are not. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listPeople"];
        readonly put?: never;
        /**
         * Add a member of the staff
         * @description A password is made unless one is named, and shown in this answer alone; whoever it is for has to change it before anything else.
         */
        readonly post: operations["createPerson"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/people/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a person's role, disable or enable them
         * @description Disabling ends their sessions and tokens at once.
         */
        readonly patch: operations["changePerson"];
        readonly trace?: never;
    };
    readonly "/api/v1/people/{id}/reset-password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make another password for a person
         * @description Shown in this answer alone, and to be changed before anything else; ends their sessions and tokens at once.
         */
        readonly post: operations["resetPassword"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/people/{id}/reset-second-factor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a person's second factor away
         * @description For who has lost the app and the codes for recovery. Ends their sessions and tokens at once.
         */
        readonly post: operations["resetSecondFactor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reconciliations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the days whose bills were asked for (staff)
         * @description One entry for each day and type of bill. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listReconciliations"];
        readonly put?: never;
        /**
         * Have a day's bill held against our books (staff)
         * @description For a day that is over in China. A worker asks Alipay for the bill and matches it; read the day until its `state` says that it is done. Asking again has it done anew and books nothing twice.
         */
        readonly post: operations["requestReconciliation"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reconciliations/{day}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a day's sheet (staff)
         * @description What Alipay's bill and our books say of the day, and each difference with what was done about it. While the bill is not there yet the sheet shows our books alone.
         */
        readonly get: operations["getReconciliation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reconciliations/{day}/bill": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hold a day's bill that was fetched by hand against our books (staff)
         * @description The zip as Alipay gives it out, `BILL_MAX_MB` at most. It is answered when the day is done; a bill that says the same as before changes nothing. For one of millions of lines use `npm run reconcile`.
         */
        readonly post: operations["uploadBill"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reconciliations/{day}/sheet.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a day's sheet for a spreadsheet (staff)
         * @description The same figures as `GET /reconciliations/{day}`, with headings in English or Chinese.
         */
        readonly get: operations["getReconciliationCsv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/reconciliations/{day}/sheet.html": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a day's sheet as a page (staff)
         * @description The same figures as `GET /reconciliations/{day}`, to be read and printed in a browser.
         */
        readonly get: operations["getReconciliationPage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/refunds": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List refunds of all orders (staff)
         * @description As they were asked for, the newest first, with what they are for. A part ends before it would have more than 500 lines, so it may have fewer refunds than wanted, or none, and yet a `nextCursor`; only one of null says that there are no more.
         */
        readonly get: operations["listRefunds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/refunds/export.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export refunds for a spreadsheet (staff)
         * @description All that a list with the same filter shows, in its order. The audit log keeps who did so.
         */
        readonly get: operations["exportRefunds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/shipments/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Correct a parcel's carrier and number (staff)
         * @description The pieces of a parcel cannot be changed. The same again changes nothing.
         */
        readonly patch: operations["correctParcel"];
        readonly trace?: never;
    };
    readonly "/api/v1/skus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what can be bought, in the order of the ids
         * @description Open to everybody. Prices are in yuan; a `stock` of null is without limit. With `all=true`, which needs `catalogue.read`, also what is not for sale. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listSkus"];
        readonly put?: never;
        /**
         * Add a SKU (staff)
         * @description It can be bought at once unless `active` is false. The same `Idempotency-Key` again adds nothing and answers the same SKU.
         */
        readonly post: operations["createSku"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/skus/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a SKU
         * @description Open to everybody, and answers what is not for sale (`active: false`) as well, so that old orders can link to it.
         */
        readonly get: operations["getSku"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a SKU (staff); orders keep what they were made with
         * @description Only the members that are sent change; the same again leaves the SKU as it is. An order of a quote over another price is refused (`price-changed`).
         */
        readonly patch: operations["updateSku"];
        readonly trace?: never;
    };
    readonly "/api/v1/skus/{id}/restock": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Add pieces to the stock (staff)
         * @description Adds to what is there, so send an `Idempotency-Key`: the same key again adds nothing. Refused for a SKU whose stock has no limit.
         */
        readonly post: operations["restockSku"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/system": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read versions, processes and the settings in force (staff)
         * @description Processes are those that were seen within a day. Settings are those of the process that answers; of a secret, and of the name and password in an address, nothing is told but that it is set.
         */
        readonly get: operations["getSystem"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhook-deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List deliveries to all webhooks (staff)
         * @description The newest first. A part may have fewer deliveries than wanted, or none, and yet a `nextCursor`; only one of null says that there are no more.
         */
        readonly get: operations["listWebhookDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the webhooks (staff)
         * @description All of them in one part, paused ones too, without their secrets. `nextCursor` is always null.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Subscribe an address to events (staff)
         * @description The secret with which its deliveries are signed is in this answer and in no other.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a webhook (staff)
         * @description Its address, types of events, and whether deliveries fail or it is paused, and since when. The secret is not shown again.
         */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /**
         * End a subscription and forget its deliveries (staff)
         * @description What waits to be delivered is dropped. To stop for a while, send `active: false` instead. A second time it is answered 404.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a webhook (staff)
         * @description `active: false` pauses it: its events wait until it is active again.
         */
        readonly patch: operations["updateWebhook"];
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a webhook's delivery log (staff)
         * @description Ended deliveries are kept for `WEBHOOK_LOG_DAYS`. A `nextCursor` of null says that there are no more.
         */
        readonly get: operations["listDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/deliveries/{deliveryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a delivery with what is sent (staff)
         * @description The body as it is signed and sent, and each try with the beginning of its answer. The signature is not told.
         */
        readonly get: operations["getDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/deliveries/{deliveryId}/resend": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send an event again (staff)
         * @description A pending delivery is tried now. One that has ended is made anew, beside the order of the others.
         */
        readonly post: operations["resendDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Deliver events again from one or from a time on (staff)
         * @description All events of the types that are subscribed now, in order, that one included. At most 5,000 at a time: while `nextEventId` is not null, ask again with it.
         */
        readonly post: operations["replayEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send to a webhook again (staff)
         * @description All that waits for its next try is due at once, in its order.
         */
        readonly post: operations["resumeWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/webhooks/{id}/rotate-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a new secret (staff)
         * @description For a day deliveries bear a signature of the old secret beside the new one’s.
         */
        readonly post: operations["rotateWebhookSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/live": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether the process runs
         * @description Asks neither the database nor Redis: a container that does not answer is to be restarted.
         */
        readonly get: operations["getLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/health/ready": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether the process takes requests
         * @description For balancers: 503 while the process is stopping or the database takes no writes. Without Redis it stays ready, since Redis is the record of nothing. Answered within a few seconds.
         */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Figures for Prometheus
         * @description What is counted is this process's own; what is owed is read from the database, so that any one process tells it for all. Needs `METRICS_TOKEN` when it is set; without it production answers its own machine alone.
         */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly event: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What a subscribed address is sent
         * @description An event, signed as Standard Webhooks has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`). An answer of 2xx takes it; any other is tried again. docs/webhooks.md says more.
         */
        readonly post: operations["receiveEvent"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        readonly AccountBalances: {
            readonly closing: string;
            readonly income: components["schemas"]["CountedSum"];
            readonly opening: string;
            readonly outlay: components["schemas"]["CountedSum"];
        };
        readonly AccountSide: {
            /** @description opening + income − outlay = closing, unless a difference `balance-broken` says where not; null: there are no lines */
            readonly balances: components["schemas"]["AccountBalances"] | null;
            readonly fault: string | null;
            readonly state: components["schemas"]["BillState"];
        };
        readonly Address: {
            readonly city: string;
            readonly detail: string;
            readonly district: string;
            readonly id: number;
            readonly isDefault: boolean;
            readonly mobile: string;
            readonly province: string;
            readonly receiver: string;
            readonly tag: string;
        };
        readonly AddressChangeRequest: {
            readonly city?: string;
            readonly detail?: string;
            readonly district?: string;
            readonly mobile?: string;
            readonly province?: string;
            readonly receiver?: string;
            readonly tag?: string;
        };
        readonly AddressEditRequest: {
            readonly city?: string;
            readonly detail?: string;
            readonly district?: string;
            readonly mobile?: string;
            readonly province?: string;
            readonly receiver?: string;
            readonly tag?: string;
        };
        readonly AddressPage: {
            readonly items: readonly components["schemas"]["Address"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly AddressRequest: {
            readonly city: string;
            readonly detail: string;
            readonly district: string;
            readonly mobile: string;
            readonly province: string;
            readonly receiver: string;
            readonly tag: string;
        };
        readonly AdjustmentRequest: {
            /** @description Off goods and freight, in yuan; it takes the place of an earlier one, and 0.00 takes that back */
            readonly discount: string;
            readonly reason: string;
        };
        readonly AfterSale: {
            /** Format: date-time */
            readonly agreedAt: string | null;
            /** @description What would go back as it was asked for */
            readonly amount: string;
            /**
             * Format: date-time
             * @description Until when the shop means to answer
             */
            readonly answerDueAt: string;
            /** @description By whom the buyer sent the goods back */
            readonly carrier: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly description: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly id: string;
            /** @description Empty for a sum that is bound to no piece */
            readonly lines: readonly components["schemas"]["AfterSaleLine"][];
            readonly orderNo: string;
            readonly reason: string;
            /** Format: date-time */
            readonly receivedBackAt: string | null;
            /** @description What goes back when that is less than was paid */
            readonly refundAtMost: string | null;
            /** @description The refund that it came to */
            readonly refundId: string | null;
            /** @description Why it is less */
            readonly refundReason: string | null;
            readonly rejectReason: string | null;
            readonly returnAddress: components["schemas"]["ReturnAddress"] | null;
            /**
             * Format: date-time
             * @description When it ends unless the goods are sent back
             */
            readonly sendBackBy: string | null;
            /** Format: date-time */
            readonly sentBackAt: string | null;
            readonly state: components["schemas"]["AfterSaleState"];
            readonly trackingNumber: string | null;
            readonly type: components["schemas"]["AfterSaleType"];
        };
        readonly AfterSaleAgreedEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly orderNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.agreed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleAppliedEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly lines: readonly {
                    readonly count: number;
                    readonly lineId: number;
                    readonly skuId: number;
                }[];
                readonly orderNo: string;
                readonly reason: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.applied";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleExpiredEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly orderNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.expired";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleLine: {
            readonly count: number;
            /** @description Names the line within its order */
            readonly lineId: number;
            readonly name: string;
            /** @description Pieces that really came back */
            readonly receivedCount: number | null;
            /** @description Whether those go into the stock */
            readonly restock: boolean | null;
            readonly skuId: number;
        };
        readonly AfterSaleLineRequest: {
            readonly count: number;
            /** @description The `lineId` of the order */
            readonly lineId: number;
        };
        readonly AfterSalePage: {
            readonly items: readonly components["schemas"]["AfterSale"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly AfterSaleReceivedBackEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly lines: readonly {
                    readonly count: number;
                    readonly lineId: number;
                    readonly restock: boolean;
                }[];
                readonly orderNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.received_back";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleRefundedEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly orderNo: string;
                readonly refundId: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.refunded";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleRefundFailedEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly orderNo: string;
                readonly refundId: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.refund_failed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleRefundingEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly orderNo: string;
                readonly refundId: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.refunding";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleRejectedEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly orderNo: string;
                readonly reason: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.rejected";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AfterSaleRequest: {
            readonly description?: string;
            readonly lines: readonly components["schemas"]["AfterSaleLineRequest"][];
            readonly reason: string;
            /** @enum {string} */
            readonly type: "refundOnly" | "returnAndRefund";
        };
        readonly AfterSaleSentBackEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly carrier: string;
                readonly orderNo: string;
                readonly trackingNumber: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.sent_back";
            /** @description now 1 */
            readonly version: number;
        };
        /** @enum {string} */
        readonly AfterSaleState: "APPLIED" | "AGREED" | "SENT_BACK" | "RECEIVED_BACK" | "REFUNDING" | "REFUNDED" | "REJECTED" | "WITHDRAWN" | "EXPIRED";
        /** @enum {string} */
        readonly AfterSaleType: "refundOnly" | "returnAndRefund";
        readonly AfterSaleWithdrawnEvent: {
            readonly data: {
                readonly afterSaleId: string;
                /** @enum {string} */
                readonly afterSaleType: "refundOnly" | "returnAndRefund";
                readonly orderNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "after_sale.withdrawn";
            /** @description now 1 */
            readonly version: number;
        };
        readonly AgreementRequest: {
            /** @description Why; the audit log keeps it with the act, and nobody else reads it */
            readonly reason?: string;
            /** @description For `returnAndRefund` */
            readonly returnAddress?: components["schemas"]["ReturnAddressRequest"];
        };
        readonly AppPayLink: {
            /** Format: date-time */
            readonly expiresAt: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly method: "app";
            /** @description For Alipay's SDK on the phone */
            readonly orderString: string;
            readonly paymentId: string;
        };
        /** @enum {string} */
        readonly AppPayMethod: "app";
        readonly AuditEntry: {
            readonly address: string | null;
            /** @description The same as it was afterwards */
            readonly after: {
                readonly [key: string]: unknown;
            } | null;
            /** Format: date-time */
            readonly at: string;
            /** @description What was changed, as it was */
            readonly before: {
                readonly [key: string]: unknown;
            } | null;
            readonly id: string;
            readonly object: components["schemas"]["AuditObject"];
            /** @description Why */
            readonly reason: string | null;
            /** @description As the log names the request */
            readonly requestId: string | null;
            /** @description The role as it was then; `cli`: the command line */
            readonly role: string;
            readonly via: components["schemas"]["AuditVia"];
            /** @description Kind of object and act: `refund.approve` */
            readonly what: string;
            /** @description The name as it was then */
            readonly who: string;
        };
        readonly AuditEntryList: {
            readonly items: readonly components["schemas"]["AuditEntry"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly AuditObject: {
            /** @description As the API names it */
            readonly id: string;
            readonly kind: string;
        };
        /** @enum {string} */
        readonly AuditVia: "api" | "console" | "cli";
        readonly BillSide: {
            readonly fees: string;
            /** @description receipts of payments − receipts of refunds − fees − royalties */
            readonly net: string;
            readonly payments: components["schemas"]["CountedReceipts"];
            readonly refunds: components["schemas"]["CountedReceipts"];
            readonly royalties: string;
        };
        /** @enum {string} */
        readonly BillState: "DUE" | "NOT_READY" | "FETCHED" | "MATCHED" | "EMPTY" | "BROKEN";
        /** @enum {string} */
        readonly BillType: "trade" | "signcustomer";
        readonly BooksSide: {
            readonly payments: components["schemas"]["CountedSum"];
            readonly refunds: components["schemas"]["CountedSum"];
        };
        readonly BrowserPayLink: {
            /** Format: date-time */
            readonly expiresAt: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly method: "page" | "wap";
            readonly paymentId: string;
            /** @description Where the browser goes: to Alipay */
            readonly payUrl: string;
        };
        /** @enum {string} */
        readonly BrowserPayMethod: "page" | "wap";
        readonly Cart: {
            readonly lines: readonly components["schemas"]["CartLine"][];
            /** @description Null when it is more than could be paid */
            readonly selectedAmount: string | null;
            readonly selectedCount: number;
            readonly totalCount: number;
        };
        readonly CartItemRequest: {
            readonly count: number;
            readonly skuId: number;
        };
        readonly CartLine: {
            /** @description Null when the SKU is gone, or when the product is no sum that could be paid */
            readonly amount: string | null;
            readonly attributes: readonly components["schemas"]["SkuAttribute"][];
            /** @description Whether so many can be bought now */
            readonly available: boolean;
            readonly count: number;
            readonly name: string;
            readonly picture: string;
            /** @description Null when the SKU is gone */
            readonly price: string | null;
            readonly requiresShipping: boolean;
            readonly selected: boolean;
            readonly skuId: number;
            /** @description Null: without limit */
            readonly stock: number | null;
        };
        readonly CartLineRequest: {
            readonly count?: number;
            readonly selected?: boolean;
        };
        readonly CartMergeRequest: {
            readonly cartToken: string;
        };
        readonly CartSelectionRequest: {
            readonly selected: boolean;
        };
        readonly ChangeWebhookRequest: {
            /** @description False pauses it: its events wait */
            readonly active?: boolean;
            readonly description?: string;
            /** @description Why; the audit log keeps it */
            readonly reason?: string;
            readonly types?: readonly ("order.created" | "order.paid" | "order.shipped" | "order.received" | "order.completed" | "order.cancelled" | "order.expired" | "order.refunded" | "order.edited" | "order.adjusted" | "shipment.created" | "shipment.corrected" | "sku.stock_changed" | "payment.initiated" | "payment.succeeded" | "payment.closed" | "payment.finished" | "payment.refund_requested" | "payment.refunded" | "payment.refund_failed" | "payment.refund_bounced" | "payment.unexpected" | "payment.report_rejected" | "after_sale.applied" | "after_sale.agreed" | "after_sale.rejected" | "after_sale.withdrawn" | "after_sale.expired" | "after_sale.sent_back" | "after_sale.received_back" | "after_sale.refunding" | "after_sale.refunded" | "after_sale.refund_failed" | "reconciliation.completed" | "reconciliation.account_completed" | "reconciliation.discrepancy_found" | "reconciliation.discrepancy_resolved")[];
            readonly url?: string;
        };
        readonly Checkout: {
            readonly order: components["schemas"]["Order"];
            readonly payment: components["schemas"]["PayLink"];
        };
        readonly CheckoutRequest: {
            /** @description Needed when something is shipped */
            readonly addressId?: number;
            /** @enum {string} */
            readonly method: "page" | "wap" | "app" | "qr";
            /** @description From the quote; it makes one order */
            readonly quoteToken: string;
            /** @description At most 200 characters */
            readonly remark?: string;
        };
        readonly CodeRequest: {
            /** @description Six digits of the app */
            readonly code: string;
        };
        readonly ConfirmedSecondFactor: {
            /** @description Each helps once when the app is lost; shown this once */
            readonly recoveryCodes: readonly string[];
            /** @description To go on with; null: the session of the request goes on */
            readonly signIn: components["schemas"]["SignIn"] | null;
        };
        readonly ConsoleSession: {
            /** @description For the header `X-CSRF-Token` of each write */
            readonly csrfToken: string;
            /** @description What has to be done before anything else is open; null: nothing */
            readonly duty: components["schemas"]["Duty"] | null;
            readonly permissions: readonly components["schemas"]["Permission"][];
            readonly user: components["schemas"]["User"];
        };
        readonly ConsoleSessionInfo: {
            readonly address: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description It is the one that asks */
            readonly current: boolean;
            /** Format: date-time */
            readonly expiresAt: string;
            readonly id: string;
            /**
             * Format: date-time
             * @description To the minute
             */
            readonly seenAt: string;
            readonly userAgent: string;
        };
        readonly ConsoleSessionList: {
            readonly items: readonly components["schemas"]["ConsoleSessionInfo"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly CountedReceipts: {
            readonly count: number;
            readonly receipts: string;
            readonly sum: string;
        };
        readonly CountedSum: {
            readonly count: number;
            readonly sum: string;
        };
        readonly CreateOrderRequest: {
            /** @description Needed when something is shipped */
            readonly addressId?: number;
            /** @description From the quote; it makes one order */
            readonly quoteToken: string;
            /** @description At most 200 characters */
            readonly remark?: string;
        };
        readonly CredentialsRequest: {
            /** @description 8 to 128 characters */
            readonly password: string;
            /** @description 3 to 32 letters, digits, _ . or - */
            readonly username: string;
        };
        /** @enum {string} */
        readonly DatabaseState: "up" | "reads-only" | "down";
        readonly DayRequest: {
            /** @description In China time */
            readonly date: string;
        };
        readonly DecisionRequest: {
            readonly note: string;
        };
        readonly Delivery: {
            readonly attempts: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly eventId: string;
            readonly id: string;
            /** Format: date-time */
            readonly nextAttemptAt: string | null;
            readonly origin: components["schemas"]["DeliveryOrigin"];
            readonly state: components["schemas"]["DeliveryState"];
            readonly tries: readonly components["schemas"]["DeliveryTry"][];
            readonly type: components["schemas"]["EventType"];
            /** @description An earlier event of its order has to be delivered first */
            readonly waits: boolean;
        };
        readonly DeliveryDetail: {
            readonly attempts: number;
            /** @description The body; null: the event is not kept any more */
            readonly body: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly eventId: string;
            readonly id: string;
            /** Format: date-time */
            readonly nextAttemptAt: string | null;
            readonly origin: components["schemas"]["DeliveryOrigin"];
            readonly state: components["schemas"]["DeliveryState"];
            readonly tries: readonly components["schemas"]["DeliveryTry"][];
            readonly type: components["schemas"]["EventType"];
            /** @description Where it is sent, as the webhook says now */
            readonly url: string;
            /** @description An earlier event of its order has to be delivered first */
            readonly waits: boolean;
            readonly webhookId: number;
        };
        /** @enum {string} */
        readonly DeliveryOrigin: "event" | "resend" | "replay";
        readonly DeliveryPage: {
            readonly items: readonly components["schemas"]["Delivery"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        /** @enum {string} */
        readonly DeliveryState: "PENDING" | "DELIVERED" | "FAILED";
        readonly DeliveryTry: {
            /** @description The beginning of the answer's body */
            readonly answer: string;
            /** Format: date-time */
            readonly at: string;
            /** @description What went wrong, when it is not the status that tells */
            readonly error: string | null;
            /** @description How long it took, in milliseconds */
            readonly ms: number;
            /** @description Null: there was no answer */
            readonly status: number | null;
        };
        readonly Discrepancy: {
            readonly billAmount: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date */
            readonly day: string;
            /** @description What was tried, or who decided what */
            readonly done: string | null;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly id: string;
            readonly incidentId: string | null;
            readonly kind: components["schemas"]["DiscrepancyKind"];
            /** @description Alipay does not know what our books call done: the gravest alarm */
            readonly notAtAlipay: boolean;
            readonly ourAmount: string | null;
            readonly outRequestNo: string | null;
            readonly outTradeNo: string;
            readonly state: components["schemas"]["DiscrepancyState"];
            readonly tradeNo: string | null;
        };
        /** @enum {string} */
        readonly DiscrepancyKind: "missing-here" | "missing-there" | "amount-differs" | "refund-missing-here" | "refund-missing-there" | "refund-amount-differs" | "state-differs" | "duplicate-line" | "balance-broken" | "fee-missing-in-account" | "refund-missing-in-account";
        readonly DiscrepancyPage: {
            readonly items: readonly components["schemas"]["Discrepancy"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        /** @enum {string} */
        readonly DiscrepancyState: "OPEN" | "HEALED" | "RESOLVED";
        readonly DoctorCheck: {
            readonly findings: readonly components["schemas"]["DoctorFinding"][];
            readonly name: components["schemas"]["DoctorCheckName"];
            readonly title: string;
        };
        /** @enum {string} */
        readonly DoctorCheckName: "settings" | "keys" | "environment" | "gateway" | "notify" | "processes" | "machine" | "database" | "redis";
        readonly DoctorFinding: {
            /** @description For programs; docs/troubleshooting.md lists them */
            readonly code: string | null;
            /** @description What to do about it */
            readonly remedy: string | null;
            /** @description What it was seen by */
            readonly saw: string;
            readonly verdict: components["schemas"]["DoctorVerdict"];
            /** @description What is wrong */
            readonly wrong: string | null;
        };
        readonly DoctorReport: {
            readonly checks: readonly components["schemas"]["DoctorCheck"][];
            /** @description Nothing is to be mended; there may be notes */
            readonly isWell: boolean;
            /** @description How long it took */
            readonly ms: number;
        };
        /** @enum {string} */
        readonly DoctorVerdict: "good" | "wrong" | "note";
        /** @enum {string} */
        readonly Duty: "change-password" | "enrol-second-factor";
        readonly Event: components["schemas"]["OrderCreatedEvent"] | components["schemas"]["OrderPaidEvent"] | components["schemas"]["OrderShippedEvent"] | components["schemas"]["OrderReceivedEvent"] | components["schemas"]["OrderCompletedEvent"] | components["schemas"]["OrderCancelledEvent"] | components["schemas"]["OrderExpiredEvent"] | components["schemas"]["OrderRefundedEvent"] | components["schemas"]["OrderEditedEvent"] | components["schemas"]["OrderAdjustedEvent"] | components["schemas"]["ShipmentCreatedEvent"] | components["schemas"]["ShipmentCorrectedEvent"] | components["schemas"]["SkuStockChangedEvent"] | components["schemas"]["PaymentInitiatedEvent"] | components["schemas"]["PaymentSucceededEvent"] | components["schemas"]["PaymentClosedEvent"] | components["schemas"]["PaymentFinishedEvent"] | components["schemas"]["PaymentRefundRequestedEvent"] | components["schemas"]["PaymentRefundedEvent"] | components["schemas"]["PaymentRefundFailedEvent"] | components["schemas"]["PaymentRefundBouncedEvent"] | components["schemas"]["PaymentUnexpectedEvent"] | components["schemas"]["PaymentReportRejectedEvent"] | components["schemas"]["AfterSaleAppliedEvent"] | components["schemas"]["AfterSaleAgreedEvent"] | components["schemas"]["AfterSaleRejectedEvent"] | components["schemas"]["AfterSaleWithdrawnEvent"] | components["schemas"]["AfterSaleExpiredEvent"] | components["schemas"]["AfterSaleSentBackEvent"] | components["schemas"]["AfterSaleReceivedBackEvent"] | components["schemas"]["AfterSaleRefundingEvent"] | components["schemas"]["AfterSaleRefundedEvent"] | components["schemas"]["AfterSaleRefundFailedEvent"] | components["schemas"]["ReconciliationCompletedEvent"] | components["schemas"]["ReconciliationAccountCompletedEvent"] | components["schemas"]["ReconciliationDiscrepancyFoundEvent"] | components["schemas"]["ReconciliationDiscrepancyResolvedEvent"];
        /** @enum {string} */
        readonly EventType: "order.created" | "order.paid" | "order.shipped" | "order.received" | "order.completed" | "order.cancelled" | "order.expired" | "order.refunded" | "order.edited" | "order.adjusted" | "shipment.created" | "shipment.corrected" | "sku.stock_changed" | "payment.initiated" | "payment.succeeded" | "payment.closed" | "payment.finished" | "payment.refund_requested" | "payment.refunded" | "payment.refund_failed" | "payment.refund_bounced" | "payment.unexpected" | "payment.report_rejected" | "after_sale.applied" | "after_sale.agreed" | "after_sale.rejected" | "after_sale.withdrawn" | "after_sale.expired" | "after_sale.sent_back" | "after_sale.received_back" | "after_sale.refunding" | "after_sale.refunded" | "after_sale.refund_failed" | "reconciliation.completed" | "reconciliation.account_completed" | "reconciliation.discrepancy_found" | "reconciliation.discrepancy_resolved";
        readonly GuestCart: {
            /** @description To send along as `Cart-Token` */
            readonly cartToken: string;
        };
        readonly Incident: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly detail: string;
            readonly expectedAmount: string | null;
            readonly id: string;
            readonly kind: components["schemas"]["IncidentKind"];
            readonly outTradeNo: string;
            /** @description What waits for the consent of another person, from `APPROVE_FROM` yuan on */
            readonly proposal: components["schemas"]["IncidentProposal"] | null;
            readonly reportedAmount: string | null;
            /** @description What a person decided, or how it ended by itself */
            readonly resolution: string | null;
            /** Format: date-time */
            readonly resolvedAt: string | null;
            readonly state: components["schemas"]["IncidentState"];
            readonly tradeNo: string | null;
        };
        /** @enum {string} */
        readonly IncidentDecision: "refund" | "dismiss";
        readonly IncidentEvidence: {
            /** @description What would go back to the buyer: the part that no order and no refund accounts for */
            readonly goesBack: string;
            /** @description Null: no payment here has a number of the trade */
            readonly payment: components["schemas"]["IncidentPayment"] | null;
            /** @description Null: it rests on no message, but on what became of a refund */
            readonly statement: components["schemas"]["IncidentStatement"] | null;
        };
        /** @enum {string} */
        readonly IncidentKind: "unknown-trade" | "amount-mismatch" | "trade-no-mismatch" | "refund-exceeds-payment-mismatch" | "late-payment" | "refund-failed" | "refund-bounced";
        readonly IncidentPage: {
            readonly items: readonly components["schemas"]["Incident"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly IncidentPayment: {
            readonly amount: string;
            readonly orderNo: string | null;
            readonly outTradeNo: string;
            /** Format: date-time */
            readonly paidAt: string | null;
            readonly refundedAmount: string;
            readonly state: components["schemas"]["PaymentState"];
            readonly tradeNo: string | null;
        };
        readonly IncidentProposal: {
            readonly decision: components["schemas"]["IncidentDecision"];
            /** Format: date-time */
            readonly proposedAt: string;
            /** @description Whose proposal it is: nobody approves their own */
            readonly proposedBy: string;
            /** @description Who proposed it, and why */
            readonly reason: string;
        };
        /** @enum {string} */
        readonly IncidentState: "OPEN" | "RESOLVED";
        readonly IncidentStatement: {
            /** Format: date-time */
            readonly receivedAt: string;
            /** @description How often the same was said again */
            readonly repeats: number;
            /** @description The message's own fields; what tells of the buyer is redacted */
            readonly report: {
                readonly [key: string]: unknown;
            };
            /** @description `notify`, `query`, `bill` … */
            readonly source: string;
            /** @description The way, what was said, each check and what came of it, in a sentence */
            readonly told: string;
        };
        readonly ListedDelivery: {
            readonly attempts: number;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            readonly eventId: string;
            readonly id: string;
            /** Format: date-time */
            readonly nextAttemptAt: string | null;
            readonly origin: components["schemas"]["DeliveryOrigin"];
            readonly state: components["schemas"]["DeliveryState"];
            readonly tries: readonly components["schemas"]["DeliveryTry"][];
            readonly type: components["schemas"]["EventType"];
            /** @description An earlier event of its order has to be delivered first */
            readonly waits: boolean;
            readonly webhookId: number;
        };
        readonly ListedDeliveryPage: {
            readonly items: readonly components["schemas"]["ListedDelivery"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly ListedPayment: {
            readonly amount: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Whose order it is */
            readonly customer: components["schemas"]["OrderCustomer"];
            /** Format: date-time */
            readonly expiresAt: string;
            readonly method: components["schemas"]["PayMethod"];
            readonly orderNo: string;
            readonly orderState: components["schemas"]["OrderState"];
            readonly outTradeNo: string;
            /** Format: date-time */
            readonly paidAt: string | null;
            readonly paymentId: string;
            /**
             * Format: date-time
             * @description When the money was booked here
             */
            readonly recordedAt: string | null;
            readonly refundedAmount: string;
            readonly state: components["schemas"]["PaymentState"];
            readonly storefront: components["schemas"]["Storefront"];
            /** @description Alipay's number; null until Alipay has said it */
            readonly tradeNo: string | null;
        };
        readonly ListedPaymentPage: {
            readonly items: readonly components["schemas"]["ListedPayment"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly ListedRefund: {
            /** @description What its lines, its freight and its free amount add up to */
            readonly amount: string;
            /**
             * Format: date-time
             * @description When the buyer's bank sent the money back
             */
            readonly bouncedAt: string | null;
            readonly closedReason: components["schemas"]["RefundClosedReason"] | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Whose order it is */
            readonly customer: components["schemas"]["OrderCustomer"] | null;
            /** Format: date-time */
            readonly endedAt: string | null;
            /**
             * Format: date-time
             * @description For operators: when the first of two persons approved it; the second has not yet, while it is REQUESTED
             */
            readonly firstApprovedAt: string | null;
            /** @description For operators: who approved it first */
            readonly firstApprovedBy: string | null;
            /** @description The part of it that is bound to no piece */
            readonly freeAmount: string;
            readonly freight: string;
            readonly id: string;
            readonly lines: readonly components["schemas"]["RefundLine"][];
            /** @description Null: of a trade that nobody here knows */
            readonly orderNo: string | null;
            readonly origin: components["schemas"]["RefundOrigin"];
            /** @description Its number at Alipay (`out_request_no`) */
            readonly outRequestNo: string;
            readonly outTradeNo: string;
            readonly reason: string;
            /** @description For operators: who asked; nobody approves their own */
            readonly requestedBy: string | null;
            /** @description Whether any piece goes into the stock */
            readonly restock: boolean;
            readonly scope: components["schemas"]["RefundScope"];
            readonly state: components["schemas"]["RefundState"];
            /** @description For operators: Alipay's code of what it waits for */
            readonly waitsFor: string | null;
            /** @description For operators: what it waits for, or why Alipay refused it, in a sentence */
            readonly waitsForDetail: string | null;
        };
        readonly ListedRefundPage: {
            readonly items: readonly components["schemas"]["ListedRefund"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly Liveness: {
            readonly status: components["schemas"]["LivenessStatus"];
        };
        /** @enum {string} */
        readonly LivenessStatus: "live";
        readonly MadeRefund: {
            /** @description What its lines, its freight and its free amount add up to */
            readonly amount: string;
            /**
             * Format: date-time
             * @description When the buyer's bank sent the money back
             */
            readonly bouncedAt: string | null;
            readonly closedReason: components["schemas"]["RefundClosedReason"] | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            /**
             * Format: date-time
             * @description For operators: when the first of two persons approved it; the second has not yet, while it is REQUESTED
             */
            readonly firstApprovedAt: string | null;
            /** @description For operators: who approved it first */
            readonly firstApprovedBy: string | null;
            /** @description The part of it that is bound to no piece */
            readonly freeAmount: string;
            readonly freight: string;
            readonly id: string;
            /** @description What it leaves; of a request that waits: what it would leave */
            readonly leaves: components["schemas"]["RefundRest"];
            readonly lines: readonly components["schemas"]["RefundLine"][];
            readonly orderNo: string;
            readonly origin: components["schemas"]["RefundOrigin"];
            /** @description Its number at Alipay (`out_request_no`) */
            readonly outRequestNo: string;
            readonly reason: string;
            /** @description For operators: who asked; nobody approves their own */
            readonly requestedBy: string | null;
            /** @description Whether any piece goes into the stock */
            readonly restock: boolean;
            readonly scope: components["schemas"]["RefundScope"];
            readonly state: components["schemas"]["RefundState"];
            /** @description For operators: Alipay's code of what it waits for */
            readonly waitsFor: string | null;
            /** @description For operators: what it waits for, or why Alipay refused it, in a sentence */
            readonly waitsForDetail: string | null;
        };
        readonly MessageDiagnosis: {
            /** @description It verifies once what `mistakes` names is undone */
            readonly isProven: boolean;
            /** @description What it is; `none`: nothing of Alipay’s */
            readonly kind: components["schemas"]["MessageKind"];
            readonly mistakes: readonly components["schemas"]["MessageMistake"][];
            /** @description It is genuine as it stands, and for this application */
            readonly verifies: boolean;
        };
        /** @enum {string} */
        readonly MessageKind: "notify" | "return" | "platform-message" | "answer" | "none";
        readonly MessageMistake: {
            /** @description For programs; docs/troubleshooting.md lists them */
            readonly code: string;
            /** @description What to do about it */
            readonly remedy: string;
            /** @description What it was seen by */
            readonly saw: string;
            /** @description What is wrong */
            readonly wrong: string;
        };
        readonly NewPasswordRequest: {
            readonly currentPassword: string;
            /** @description 8 to 128 characters */
            readonly newPassword: string;
        };
        readonly NewPersonRequest: {
            /** @description One is made when absent */
            readonly password?: string;
            /** @enum {string} */
            readonly role: "viewer" | "support" | "finance" | "admin";
            /** @description 3 to 32 letters, digits, _ . or - */
            readonly username: string;
        };
        readonly NewWebhook: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly description: string;
            /** Format: date-time */
            readonly failingSince: string | null;
            /** @description Tries in a row that failed */
            readonly failures: number;
            readonly id: number;
            /** Format: date-time */
            readonly pausedAt: string | null;
            readonly pauseReason: components["schemas"]["WebhookPauseReason"] | null;
            /** @description What its deliveries are signed with */
            readonly secret: string;
            readonly state: components["schemas"]["WebhookState"];
            readonly types: readonly components["schemas"]["EventType"][];
            readonly url: string;
        };
        readonly NewWebhookRequest: {
            readonly description?: string;
            readonly types: readonly ("order.created" | "order.paid" | "order.shipped" | "order.received" | "order.completed" | "order.cancelled" | "order.expired" | "order.refunded" | "order.edited" | "order.adjusted" | "shipment.created" | "shipment.corrected" | "sku.stock_changed" | "payment.initiated" | "payment.succeeded" | "payment.closed" | "payment.finished" | "payment.refund_requested" | "payment.refunded" | "payment.refund_failed" | "payment.refund_bounced" | "payment.unexpected" | "payment.report_rejected" | "after_sale.applied" | "after_sale.agreed" | "after_sale.rejected" | "after_sale.withdrawn" | "after_sale.expired" | "after_sale.sent_back" | "after_sale.received_back" | "after_sale.refunding" | "after_sale.refunded" | "after_sale.refund_failed" | "reconciliation.completed" | "reconciliation.account_completed" | "reconciliation.discrepancy_found" | "reconciliation.discrepancy_resolved")[];
            readonly url: string;
        };
        readonly Order: {
            /** @description Null when nothing is shipped */
            readonly address: components["schemas"]["OrderAddress"] | null;
            /** Format: date-time */
            readonly cancelRequestedAt: string | null;
            /** @description Of the parcel that left last */
            readonly carrier: string | null;
            /** Format: date-time */
            readonly closedAt: string | null;
            /** Format: date-time */
            readonly completedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** @description Whose it is: for staff */
            readonly customer?: components["schemas"]["OrderCustomer"];
            /** @description What the shop took off before it was paid */
            readonly discount: string;
            /**
             * Format: date-time
             * @description Until when it can be paid
             */
            readonly expiresAt: string;
            readonly freight: string;
            readonly goodsAmount: string;
            readonly lines: readonly components["schemas"]["OrderLine"][];
            readonly orderNo: string;
            /** Format: date-time */
            readonly paidAt: string | null;
            /** @description Goods and freight without the discount */
            readonly payable: string;
            /** Format: date-time */
            readonly receivedAt: string | null;
            /** @description What is left of what was paid, without refunds done or under way */
            readonly refundableAmount: string;
            /** @description What Alipay has sent back of it */
            readonly refundedAmount: string;
            /** Format: date-time */
            readonly refundedAt: string | null;
            /**
             * Format: date-time
             * @description Since when a customer's request to refund all that is left waits for a decision
             */
            readonly refundRequestedAt: string | null;
            readonly remark: string;
            /** @description Its parcels, oldest first */
            readonly shipments: readonly components["schemas"]["Shipment"][];
            /**
             * Format: date-time
             * @description When the first parcel left
             */
            readonly shippedAt: string | null;
            /**
             * Format: date-time
             * @description Since when nobody may ship it, because all of its money is being sent back
             */
            readonly shippingStoppedAt: string | null;
            readonly state: components["schemas"]["OrderState"];
            readonly totalCount: number;
            readonly trackingNumber: string | null;
        };
        readonly OrderAddress: {
            readonly city: string;
            readonly detail: string;
            readonly district: string;
            readonly mobile: string;
            readonly province: string;
            readonly receiver: string;
            readonly tag: string;
        };
        readonly OrderAdjustedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly discount: string;
                readonly orderNo: string;
                /** @description a sum in yuan, as "209.00" */
                readonly payable: string;
                /** @description a sum in yuan, as "209.00" */
                readonly previousPayable: string;
                readonly reason: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.adjusted";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderCancelledEvent: {
            readonly data: {
                readonly orderNo: string;
                /** @enum {string|null} */
                readonly requestedBy: "customer" | "operator" | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.cancelled";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderCompletedEvent: {
            readonly data: {
                readonly orderNo: string;
                /** @description a sum in yuan, as "209.00" */
                readonly payable: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.completed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderCreatedEvent: {
            readonly data: {
                /** Format: date-time */
                readonly expiresAt: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freight: string;
                /** @description a sum in yuan, as "209.00" */
                readonly goodsAmount: string;
                readonly lines: readonly {
                    readonly count: number;
                    /** @description a sum in yuan, as "209.00" */
                    readonly price: string;
                    readonly skuId: number;
                }[];
                readonly orderNo: string;
                /** @description a sum in yuan, as "209.00" */
                readonly payable: string;
                readonly storefront: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.created";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderCustomer: {
            readonly id: string;
            readonly username: string;
        };
        readonly OrderEditedEvent: {
            readonly data: {
                readonly address: boolean;
                readonly orderNo: string;
                readonly remark: boolean;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.edited";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderEditRequest: {
            readonly address?: components["schemas"]["AddressEditRequest"];
            readonly remark?: string;
        };
        readonly OrderExpiredEvent: {
            readonly data: {
                readonly orderNo: string;
                /** @enum {string|null} */
                readonly requestedBy: "customer" | "operator" | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.expired";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderLine: {
            readonly amount: string;
            readonly attributes: readonly components["schemas"]["SkuAttribute"][];
            readonly count: number;
            /** @description Names the line within its order */
            readonly lineId: number;
            readonly name: string;
            readonly picture: string;
            readonly price: string;
            /** @description What went back for the refunded pieces, or is about to */
            readonly refundedAmount: string;
            /** @description Pieces whose money went back, or is about to */
            readonly refundedCount: number;
            readonly requiresShipping: boolean;
            /** @description Pieces that have left the shop */
            readonly shippedCount: number;
            readonly skuId: number;
        };
        readonly OrderPage: {
            readonly items: readonly components["schemas"]["Order"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly OrderPaidEvent: {
            readonly data: {
                readonly orderNo: string;
                /** Format: date-time */
                readonly paidAt: string;
                /** @description a sum in yuan, as "209.00" */
                readonly payable: string;
                readonly revived: boolean;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.paid";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderReceivedEvent: {
            readonly data: {
                readonly orderNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.received";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderRefundedEvent: {
            readonly data: {
                readonly orderNo: string;
                /** @description a sum in yuan, as "209.00" */
                readonly payable: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.refunded";
            /** @description now 1 */
            readonly version: number;
        };
        readonly OrderShippedEvent: {
            readonly data: {
                readonly carrier: string;
                readonly orderNo: string;
                readonly trackingNumber: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "order.shipped";
            /** @description now 1 */
            readonly version: number;
        };
        /** @enum {string} */
        readonly OrderState: "PENDING_PAYMENT" | "TO_SHIP" | "PARTLY_SHIPPED" | "SHIPPED" | "RECEIVED" | "COMPLETED" | "CANCELLED" | "EXPIRED" | "REFUNDED";
        readonly Overview: {
            /** Format: date-time */
            readonly asOf: string;
            /** @description The last 30, the oldest first */
            readonly days: readonly components["schemas"]["OverviewDay"][];
            readonly hours: readonly components["schemas"]["OverviewHour"][];
            /** @description False: a worker has not made the sums of all hours yet */
            readonly isComplete: boolean;
            /** @description Each kind, also where nothing waits */
            readonly needs: readonly components["schemas"]["OverviewNeed"][];
            /** @description Of the payments of the last 24 hours */
            readonly recorded: readonly components["schemas"]["OverviewWay"][];
            readonly today: components["schemas"]["OverviewDay"];
            readonly workers: components["schemas"]["OverviewWorkers"];
            readonly yesterday: components["schemas"]["OverviewDay"];
        };
        readonly OverviewDay: {
            /** @description Of a payment; null: there was none */
            readonly average: string | null;
            /** @description In China time */
            readonly day: string;
            /** @description Paid less refunded; may be below 0 */
            readonly net: string;
            /** @description Orders that were made */
            readonly orders: number;
            readonly paidAmount: string;
            /** @description Payments, by when they were paid at Alipay */
            readonly paidCount: number;
            readonly refundedAmount: string;
            /** @description Refunds, by when they were done */
            readonly refundedCount: number;
        };
        readonly OverviewHour: {
            /** @description 0 to 23, in China time */
            readonly hour: number;
            /** @description Null: it has not begun */
            readonly today: components["schemas"]["OverviewSums"] | null;
            readonly yesterday: components["schemas"]["OverviewSums"];
        };
        readonly OverviewNeed: {
            /** @description 1,000 at most */
            readonly count: number;
            /** @description There are more than `count` */
            readonly isMore: boolean;
            readonly kind: components["schemas"]["OverviewNeedKind"];
            /** @description The request that lists them */
            readonly list: string;
        };
        /** @enum {string} */
        readonly OverviewNeedKind: "overdue-orders" | "incidents" | "refund-approvals" | "refunds-without-balance" | "refunds-unknown" | "after-sales" | "discrepancies" | "bills" | "paused-webhooks" | "certificates" | "workers";
        readonly OverviewSums: {
            /** @description Of a payment; null: there was none */
            readonly average: string | null;
            /** @description Paid less refunded; may be below 0 */
            readonly net: string;
            /** @description Orders that were made */
            readonly orders: number;
            readonly paidAmount: string;
            /** @description Payments, by when they were paid at Alipay */
            readonly paidCount: number;
            readonly refundedAmount: string;
            /** @description Refunds, by when they were done */
            readonly refundedCount: number;
        };
        readonly OverviewWay: {
            readonly count: number;
            /** @description Half of them were booked within so many seconds */
            readonly p50Seconds: number | null;
            /** @description 99 % of them were booked within so many seconds */
            readonly p99Seconds: number | null;
            readonly way: components["schemas"]["OverviewWayName"];
        };
        /** @enum {string} */
        readonly OverviewWayName: "notify" | "return" | "query" | "bill";
        readonly OverviewWorkers: {
            /**
             * Format: date-time
             * @description When one was last seen
             */
            readonly lastSeenAt: string | null;
            /** @description Seen in the last minute */
            readonly seen: number;
        };
        readonly OwnPasswordRequest: {
            readonly password: string;
        };
        readonly ParcelRequest: {
            readonly carrier: string;
            readonly trackingNumber: string;
        };
        readonly PasswordAndCodeRequest: {
            /** @description Six digits of the app, or a code for recovery */
            readonly code: string;
            readonly password: string;
        };
        readonly PastedRequest: {
            /** @description A notify's raw body, a return address, an answer of the gateway, or what a log, curl or a framework made of one */
            readonly text: string;
        };
        readonly PayLink: components["schemas"]["BrowserPayLink"] | components["schemas"]["AppPayLink"] | components["schemas"]["QrPayLink"];
        readonly Payment: {
            readonly amount: string;
            /** Format: date-time */
            readonly expiresAt: string;
            readonly method: components["schemas"]["PayMethod"];
            readonly orderNo: string;
            readonly orderState: components["schemas"]["OrderState"];
            readonly outTradeNo: string;
            /** Format: date-time */
            readonly paidAt: string | null;
            readonly paymentId: string;
            readonly refundedAmount: string;
            readonly state: components["schemas"]["PaymentState"];
            /** @description Alipay's number; null until Alipay has said it */
            readonly tradeNo: string | null;
        };
        readonly PaymentClosedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly orderNo: string;
                readonly outTradeNo: string;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.closed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentFinishedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly orderNo: string;
                readonly outTradeNo: string;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.finished";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentInitiatedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly method: string;
                readonly orderNo: string;
                readonly outTradeNo: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.initiated";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentRefundBouncedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string | null;
                readonly orderNo: string | null;
                readonly outRequestNo: string;
                readonly outTradeNo: string;
                readonly refundId: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.refund_bounced";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentRefundedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freeAmount?: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freight?: string;
                readonly lines?: readonly {
                    /** @description a sum in yuan, as "209.00" */
                    readonly amount: string;
                    readonly count: number;
                    readonly lineId: number;
                    readonly name: string;
                    readonly skuId: number;
                }[];
                readonly orderNo: string | null;
                readonly outRequestNo?: string;
                readonly outTradeNo: string;
                /** @description a sum in yuan, as "209.00" */
                readonly refunded: string;
                /** @description a sum in yuan, as "209.00" */
                readonly refundedTotal: string;
                readonly refundId?: string;
                readonly tradeNo?: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.refunded";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentRefundFailedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freeAmount: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freight: string;
                readonly lines: readonly {
                    /** @description a sum in yuan, as "209.00" */
                    readonly amount: string;
                    readonly count: number;
                    readonly lineId: number;
                    readonly name: string;
                    readonly skuId: number;
                }[];
                readonly orderNo: string | null;
                readonly outRequestNo: string;
                readonly reason: string;
                readonly refundId: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.refund_failed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentRefundRequestedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freeAmount: string;
                /** @description a sum in yuan, as "209.00" */
                readonly freight: string;
                readonly lines: readonly {
                    /** @description a sum in yuan, as "209.00" */
                    readonly amount: string;
                    readonly count: number;
                    readonly lineId: number;
                    readonly name: string;
                    readonly skuId: number;
                }[];
                readonly orderNo: string | null;
                readonly origin: string;
                readonly outRequestNo: string;
                readonly refundId: string;
                readonly state: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.refund_requested";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentReportRejectedEvent: {
            readonly data: {
                /** @enum {string} */
                readonly action: "held" | "refused" | "refunding" | "dismissed" | "proposed" | "proposal-rejected";
                readonly decidedBy?: string;
                readonly evidenceId?: string;
                /** @description a sum in yuan, as "209.00" */
                readonly expectedAmount?: string | null;
                readonly incidentId?: string;
                readonly orderNo: string | null;
                readonly outTradeNo: string;
                readonly reason: string;
                /** @description a sum in yuan, as "209.00" */
                readonly reportedAmount?: string | null;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.report_rejected";
            /** @description now 1 */
            readonly version: number;
        };
        /** @enum {string} */
        readonly PaymentState: "CREATED" | "AWAITING" | "SUCCEEDED" | "PARTLY_REFUNDED" | "REFUNDED" | "FINISHED" | "CLOSED";
        readonly PaymentSucceededEvent: {
            readonly data: {
                /** @description a sum in yuan, as "209.00" */
                readonly amount: string;
                readonly orderNo: string;
                readonly outTradeNo: string;
                /** Format: date-time */
                readonly paidAt: string;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.succeeded";
            /** @description now 1 */
            readonly version: number;
        };
        readonly PaymentUnexpectedEvent: {
            readonly data: {
                /** @enum {string} */
                readonly action: "revived" | "refunding" | "refunded-already" | "held" | "dismissed" | "proposed" | "proposal-rejected";
                /** @description a sum in yuan, as "209.00" */
                readonly amount?: string;
                readonly decidedBy?: string;
                /** @description a sum in yuan, as "209.00" */
                readonly expectedAmount?: string | null;
                readonly incidentId?: string;
                readonly orderNo: string | null;
                readonly orderState?: string;
                readonly outTradeNo: string;
                readonly reason: string;
                /** @description a sum in yuan, as "209.00" */
                readonly reportedAmount?: string | null;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "payment.unexpected";
            /** @description now 1 */
            readonly version: number;
        };
        /** @enum {string} */
        readonly PayMethod: "page" | "wap" | "app" | "qr";
        /** @enum {string} */
        readonly Permission: "orders.read" | "payments.read" | "refunds.read" | "incidents.read" | "reconciliation.read" | "catalogue.read" | "webhooks.read" | "doctor.read" | "audit.read" | "orders.ship" | "orders.cancel" | "orders.remark" | "payments.sync" | "refunds.request" | "orders.adjust" | "refunds.make" | "refunds.approve" | "incidents.decide" | "reconciliation.run" | "reconciliation.decide" | "exports.make" | "people.manage" | "catalogue.manage" | "webhooks.manage" | "settings.read";
        readonly Person: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly disabled: boolean;
            /** @description The sign-in asks for a code */
            readonly hasSecondFactor: boolean;
            readonly id: string;
            readonly role: components["schemas"]["Role"];
            readonly username: string;
        };
        readonly PersonChangeRequest: {
            /** @description True ends their sessions and tokens at once */
            readonly disabled?: boolean;
            /** @description Why; the audit log keeps it with the act, and nobody else reads it */
            readonly reason?: string;
            /** @enum {string} */
            readonly role?: "viewer" | "support" | "finance" | "admin";
        };
        readonly PersonList: {
            readonly items: readonly components["schemas"]["Person"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly PersonWithPassword: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly disabled: boolean;
            /** @description The sign-in asks for a code */
            readonly hasSecondFactor: boolean;
            readonly id: string;
            /** @description Made here and shown this once; null: the request named one */
            readonly password: string | null;
            readonly role: components["schemas"]["Role"];
            readonly username: string;
        };
        readonly Problem: {
            /** @description What is wrong, for people */
            readonly detail: string;
            /** @description With status 400: each wrong value */
            readonly errors?: readonly {
                readonly message: string;
                readonly path: string;
            }[];
            /** @description The request, as the log names it */
            readonly instance: string;
            readonly status: number;
            /** @description What sort of problem it is, for people */
            readonly title: string;
            /**
             * @description Stable, for programs
             * @enum {string}
             */
            readonly type: "urn:problem:alipay-checkout:invalid-request" | "urn:problem:alipay-checkout:malformed-request" | "urn:problem:alipay-checkout:not-found" | "urn:problem:alipay-checkout:no-such-route" | "urn:problem:alipay-checkout:method-not-allowed" | "urn:problem:alipay-checkout:request-timeout" | "urn:problem:alipay-checkout:body-too-large" | "urn:problem:alipay-checkout:address-too-long" | "urn:problem:alipay-checkout:unsupported-media-type" | "urn:problem:alipay-checkout:headers-too-large" | "urn:problem:alipay-checkout:idempotency-key-reused" | "urn:problem:alipay-checkout:internal" | "urn:problem:alipay-checkout:overloaded" | "urn:problem:alipay-checkout:database-unavailable" | "urn:problem:alipay-checkout:sign-in-required" | "urn:problem:alipay-checkout:invalid-token" | "urn:problem:alipay-checkout:wrong-credentials" | "urn:problem:alipay-checkout:code-required" | "urn:problem:alipay-checkout:wrong-code" | "urn:problem:alipay-checkout:metrics-token-required" | "urn:problem:alipay-checkout:permission-required" | "urn:problem:alipay-checkout:own-request" | "urn:problem:alipay-checkout:own-order" | "urn:problem:alipay-checkout:owner-only" | "urn:problem:alipay-checkout:csrf-token-required" | "urn:problem:alipay-checkout:staff-only" | "urn:problem:alipay-checkout:no-such-session" | "urn:problem:alipay-checkout:no-such-person" | "urn:problem:alipay-checkout:own-account" | "urn:problem:alipay-checkout:last-admin" | "urn:problem:alipay-checkout:wrong-password" | "urn:problem:alipay-checkout:same-password" | "urn:problem:alipay-checkout:code-refused" | "urn:problem:alipay-checkout:password-change-required" | "urn:problem:alipay-checkout:second-factor-required" | "urn:problem:alipay-checkout:second-factor-exists" | "urn:problem:alipay-checkout:no-second-factor" | "urn:problem:alipay-checkout:demo-user-in-production" | "urn:problem:alipay-checkout:username-taken" | "urn:problem:alipay-checkout:too-many-attempts" | "urn:problem:alipay-checkout:sign-in-unavailable" | "urn:problem:alipay-checkout:issuer-unavailable" | "urn:problem:alipay-checkout:no-such-sku" | "urn:problem:alipay-checkout:sku-unavailable" | "urn:problem:alipay-checkout:not-enough-stock" | "urn:problem:alipay-checkout:stock-without-limit" | "urn:problem:alipay-checkout:stock-too-large" | "urn:problem:alipay-checkout:no-such-line" | "urn:problem:alipay-checkout:cart-limit" | "urn:problem:alipay-checkout:too-many-carts" | "urn:problem:alipay-checkout:cart-unavailable" | "urn:problem:alipay-checkout:no-such-address" | "urn:problem:alipay-checkout:too-many-addresses" | "urn:problem:alipay-checkout:no-such-order" | "urn:problem:alipay-checkout:nothing-to-buy" | "urn:problem:alipay-checkout:too-many-lines" | "urn:problem:alipay-checkout:too-many-pieces" | "urn:problem:alipay-checkout:sum-too-large" | "urn:problem:alipay-checkout:no-address" | "urn:problem:alipay-checkout:address-required" | "urn:problem:alipay-checkout:address-invalid" | "urn:problem:alipay-checkout:quote-invalid" | "urn:problem:alipay-checkout:quote-expired" | "urn:problem:alipay-checkout:price-changed" | "urn:problem:alipay-checkout:shipping-not-agreed" | "urn:problem:alipay-checkout:too-many-unpaid-orders" | "urn:problem:alipay-checkout:order-not-shippable" | "urn:problem:alipay-checkout:nothing-to-ship" | "urn:problem:alipay-checkout:more-than-waits" | "urn:problem:alipay-checkout:no-such-order-line" | "urn:problem:alipay-checkout:no-such-shipment" | "urn:problem:alipay-checkout:order-not-editable" | "urn:problem:alipay-checkout:nothing-shipped" | "urn:problem:alipay-checkout:order-not-adjustable" | "urn:problem:alipay-checkout:discount-too-large" | "urn:problem:alipay-checkout:payment-started" | "urn:problem:alipay-checkout:order-not-receivable" | "urn:problem:alipay-checkout:order-not-cancellable" | "urn:problem:alipay-checkout:order-already-paid" | "urn:problem:alipay-checkout:purchase-lost" | "urn:problem:alipay-checkout:course-order" | "urn:problem:alipay-checkout:no-payment-yet" | "urn:problem:alipay-checkout:order-not-payable" | "urn:problem:alipay-checkout:order-about-to-expire" | "urn:problem:alipay-checkout:qr-code-refused" | "urn:problem:alipay-checkout:too-many-questions" | "urn:problem:alipay-checkout:alipay-unavailable" | "urn:problem:alipay-checkout:alipay-answer-unverified" | "urn:problem:alipay-checkout:alipay-refused" | "urn:problem:alipay-checkout:no-such-refund" | "urn:problem:alipay-checkout:order-not-refundable" | "urn:problem:alipay-checkout:refund-exceeds-payment" | "urn:problem:alipay-checkout:refund-request-waits" | "urn:problem:alipay-checkout:refund-decided" | "urn:problem:alipay-checkout:restock-impossible" | "urn:problem:alipay-checkout:refund-exceeds-pieces" | "urn:problem:alipay-checkout:refund-exceeds-freight" | "urn:problem:alipay-checkout:nothing-to-refund" | "urn:problem:alipay-checkout:refunded" | "urn:problem:alipay-checkout:no-such-incident" | "urn:problem:alipay-checkout:incident-resolved" | "urn:problem:alipay-checkout:incident-being-refunded" | "urn:problem:alipay-checkout:incident-decision-proposed" | "urn:problem:alipay-checkout:no-incident-proposal" | "urn:problem:alipay-checkout:incident-without-money" | "urn:problem:alipay-checkout:no-such-after-sale" | "urn:problem:alipay-checkout:after-sale-not-possible" | "urn:problem:alipay-checkout:after-sale-pieces" | "urn:problem:alipay-checkout:piece-in-after-sale" | "urn:problem:alipay-checkout:after-sale-decided" | "urn:problem:alipay-checkout:return-address-required" | "urn:problem:alipay-checkout:receipt-lines" | "urn:problem:alipay-checkout:nothing-received" | "urn:problem:alipay-checkout:refund-reason-required" | "urn:problem:alipay-checkout:after-sale-refund-too-much" | "urn:problem:alipay-checkout:no-such-webhook" | "urn:problem:alipay-checkout:too-many-webhooks" | "urn:problem:alipay-checkout:webhook-address-refused" | "urn:problem:alipay-checkout:no-such-delivery" | "urn:problem:alipay-checkout:no-such-event" | "urn:problem:alipay-checkout:delivery-waits" | "urn:problem:alipay-checkout:no-such-day" | "urn:problem:alipay-checkout:day-under-way" | "urn:problem:alipay-checkout:bill-unusable" | "urn:problem:alipay-checkout:no-such-discrepancy" | "urn:problem:alipay-checkout:discrepancy-ended";
        } & {
            readonly [key: string]: unknown;
        };
        readonly QrPayLink: {
            /**
             * Format: date-time
             * @description When the code ends; a fresh one can be asked for then
             */
            readonly expiresAt: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly method: "qr";
            readonly paymentId: string;
            /** @description What the code says */
            readonly qrCode: string;
            /** @description The code as a PNG picture in a data URL */
            readonly qrImage: string;
        };
        /** @enum {string} */
        readonly QrPayMethod: "qr";
        readonly Quote: {
            /** @description Where it can go, the default first */
            readonly addresses: readonly components["schemas"]["Address"][];
            /**
             * Format: date-time
             * @description Until when the token is good
             */
            readonly expiresAt: string;
            readonly freight: string;
            readonly goodsAmount: string;
            readonly lines: readonly components["schemas"]["QuoteLine"][];
            readonly payable: string;
            /** @description Makes one order at these prices */
            readonly quoteToken: string;
            readonly totalCount: number;
        };
        readonly QuoteLine: {
            readonly amount: string;
            readonly attributes: readonly components["schemas"]["SkuAttribute"][];
            readonly count: number;
            readonly name: string;
            readonly picture: string;
            readonly price: string;
            readonly requiresShipping: boolean;
            readonly skuId: number;
            /** @description What is there of it; null: without limit */
            readonly stock: number | null;
        };
        readonly QuoteRequest: {
            /** @description With `buyNow` */
            readonly count?: number;
            /** @description With `buyNow` */
            readonly skuId?: number;
            /** @enum {string} */
            readonly source: "cart" | "buyNow";
        };
        readonly Readiness: {
            readonly cartRedis: components["schemas"]["RedisState"];
            /** @description `reads-only`: it takes no writes, as one that was the primary before a failover */
            readonly database: components["schemas"]["DatabaseState"];
            /** @description What is degraded, while something is */
            readonly faults?: readonly string[];
            /** @description Redis is the record of nothing: without it the process stays ready */
            readonly redis: components["schemas"]["RedisState"];
            /** @description `degraded`: it takes requests, and does not do all of its work */
            readonly status: components["schemas"]["ReadinessStatus"];
        };
        /** @enum {string} */
        readonly ReadinessStatus: "ready" | "degraded" | "draining" | "database-away" | "database-reads-only";
        readonly ReasonRequest: {
            /** @description Why; the audit log keeps it with the act, and nobody else reads it */
            readonly reason?: string;
        };
        readonly ReceiptRequest: {
            /** @description What goes back when it is less than was paid for them, with a reason. a sum in yuan of 0.01 to 100000000.00 with at most two decimals, as text */
            readonly amount?: string;
            /** @description Every line of the case */
            readonly lines: readonly components["schemas"]["ReceivedLineRequest"][];
            /** @description Why it is less */
            readonly reason?: string;
        };
        readonly ReceivedLineRequest: {
            /** @description What came; 0 when nothing of it did */
            readonly count: number;
            /** @description The `lineId` of the order */
            readonly lineId: number;
            /** @description Whether they go into the stock */
            readonly restock?: boolean;
        };
        readonly Reconciliation: {
            /** Format: date */
            readonly day: string;
            readonly fault: string | null;
            /** Format: date-time */
            readonly matchedAt: string | null;
            /** Format: date-time */
            readonly nextCheckAt: string | null;
            /** @description Differences between this bill and our books that are open */
            readonly openDiscrepancies: number;
            readonly state: components["schemas"]["BillState"];
            readonly type: components["schemas"]["BillType"];
        };
        readonly ReconciliationAccountCompletedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "-1.25" */
                readonly closing: string | null;
                readonly day: string;
                readonly healed: number;
                /** @description a sum in yuan, as "209.00" */
                readonly income: string;
                readonly open: number;
                /** @description a sum in yuan, as "-1.25" */
                readonly opening: string | null;
                /** @description a sum in yuan, as "209.00" */
                readonly outlay: string;
                /** @enum {string} */
                readonly state: "MATCHED" | "EMPTY";
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "reconciliation.account_completed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ReconciliationCompletedEvent: {
            readonly data: {
                readonly day: string;
                /** @description a sum in yuan, as "-1.25" */
                readonly fees: string;
                readonly healed: number;
                /** @description a sum in yuan, as "-1.25" */
                readonly net: string;
                readonly open: number;
                readonly payments: number;
                /** @description a sum in yuan, as "209.00" */
                readonly paymentSum: string;
                readonly refunds: number;
                /** @description a sum in yuan, as "209.00" */
                readonly refundSum: string;
                /** @enum {string} */
                readonly state: "MATCHED" | "EMPTY";
                readonly type: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "reconciliation.completed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ReconciliationDiscrepancyFoundEvent: {
            readonly data: {
                /** @description a sum in yuan, as "-1.25" */
                readonly billAmount: string | null;
                readonly day: string;
                readonly discrepancyId: string;
                readonly kind: string;
                /** @description a sum in yuan, as "-1.25" */
                readonly ourAmount: string | null;
                readonly outRequestNo: string | null;
                readonly outTradeNo: string;
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "reconciliation.discrepancy_found";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ReconciliationDiscrepancyResolvedEvent: {
            readonly data: {
                /** @description a sum in yuan, as "-1.25" */
                readonly billAmount: string | null;
                readonly day: string;
                readonly decidedBy?: string;
                readonly discrepancyId: string;
                readonly done: string;
                readonly kind: string;
                /** @description a sum in yuan, as "-1.25" */
                readonly ourAmount: string | null;
                readonly outRequestNo: string | null;
                readonly outTradeNo: string;
                /** @enum {string} */
                readonly state: "HEALED" | "RESOLVED";
                readonly tradeNo: string | null;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "reconciliation.discrepancy_resolved";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ReconciliationPage: {
            readonly items: readonly components["schemas"]["Reconciliation"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly ReconciliationSheet: {
            /** @description The account's own log; null: it was not asked for */
            readonly account: components["schemas"]["AccountSide"] | null;
            readonly bill: components["schemas"]["BillSide"] | null;
            readonly books: components["schemas"]["BooksSide"];
            /** Format: date */
            readonly day: string;
            readonly discrepancies: readonly components["schemas"]["Discrepancy"][];
            /** @description Why the bill cannot be used or is not there */
            readonly fault: string | null;
            readonly healed: number;
            /** @description Lines of other systems, by BILL_IGNORE */
            readonly ignored: components["schemas"]["CountedSum"];
            readonly open: number;
            readonly resolved: number;
            readonly state: components["schemas"]["BillState"];
            readonly type: components["schemas"]["BillType"];
            /** @description Money of our books in no bill, while the next day's bill is not there */
            readonly waiting: components["schemas"]["CountedSum"];
        };
        readonly RecoveryCodes: {
            /** @description Each helps once when the app is lost; shown this once */
            readonly recoveryCodes: readonly string[];
        };
        /** @enum {string} */
        readonly RedisState: "up" | "full" | "reads-only" | "clustered" | "refuses" | "down";
        readonly Refund: {
            /** @description What its lines, its freight and its free amount add up to */
            readonly amount: string;
            /**
             * Format: date-time
             * @description When the buyer's bank sent the money back
             */
            readonly bouncedAt: string | null;
            readonly closedReason: components["schemas"]["RefundClosedReason"] | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly endedAt: string | null;
            /**
             * Format: date-time
             * @description For operators: when the first of two persons approved it; the second has not yet, while it is REQUESTED
             */
            readonly firstApprovedAt: string | null;
            /** @description For operators: who approved it first */
            readonly firstApprovedBy: string | null;
            /** @description The part of it that is bound to no piece */
            readonly freeAmount: string;
            readonly freight: string;
            readonly id: string;
            readonly lines: readonly components["schemas"]["RefundLine"][];
            readonly orderNo: string;
            readonly origin: components["schemas"]["RefundOrigin"];
            /** @description Its number at Alipay (`out_request_no`) */
            readonly outRequestNo: string;
            readonly reason: string;
            /** @description For operators: who asked; nobody approves their own */
            readonly requestedBy: string | null;
            /** @description Whether any piece goes into the stock */
            readonly restock: boolean;
            readonly scope: components["schemas"]["RefundScope"];
            readonly state: components["schemas"]["RefundState"];
            /** @description For operators: Alipay's code of what it waits for */
            readonly waitsFor: string | null;
            /** @description For operators: what it waits for, or why Alipay refused it, in a sentence */
            readonly waitsForDetail: string | null;
        };
        readonly RefundableLine: {
            /** @description What was paid for them */
            readonly amount: string;
            /** @description Pieces that can still be refunded */
            readonly count: number;
            readonly lineId: number;
        };
        /** @enum {string} */
        readonly RefundClosedReason: "more-than-is-left" | "not-refundable";
        readonly RefundLine: {
            /** @description What goes back for them */
            readonly amount: string;
            readonly count: number;
            /** @description The line of the order */
            readonly lineId: number;
            readonly name: string;
            /** @description Those that go into the stock when the money is back */
            readonly restockCount: number;
            readonly skuId: number;
        };
        readonly RefundLineRequest: {
            readonly count: number;
            /** @description The `lineId` of the order */
            readonly lineId: number;
            /** @description Whether the pieces go into the stock when the money is back (operators). Absent: those do that never left the shop. Pieces that were shipped cannot, before they came back */
            readonly restock?: boolean;
        };
        /** @enum {string} */
        readonly RefundOrigin: "operator" | "customer" | "cancel" | "after-sale" | "late-payment" | "incident" | "alipay-console";
        readonly RefundPage: {
            readonly items: readonly components["schemas"]["Refund"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly RefundRequest: {
            /** @description A free sum that is bound to no piece: the goods stay sold and are shipped. a sum in yuan of 0.01 to 100000000.00 with at most two decimals, as text */
            readonly amount?: string;
            /** @description Refund although a customer's request that waits then fits no more, and close it */
            readonly closeRequests?: boolean;
            /** @description All pieces, freight and money that are left; pieces that never left the shop go into the stock */
            readonly everything?: boolean;
            /** @description Beside `lines`: a sum in yuan of 0.01 to 100000000.00 with at most two decimals, as text */
            readonly freight?: string;
            /** @description These pieces, for what was paid for them; empty for freight alone */
            readonly lines?: readonly components["schemas"]["RefundLineRequest"][];
            readonly reason: string;
            /**
             * @deprecated
             * @description Says nothing any more, and `true` is refused: each of `lines` has its own
             */
            readonly restock?: boolean;
        };
        readonly RefundRest: {
            /** @description All that can still be sent back */
            readonly amount: string;
            /** @description Freight that can still be sent back, within the amount */
            readonly freight: string;
            readonly lines: readonly components["schemas"]["RefundableLine"][];
        };
        /** @enum {string} */
        readonly RefundScope: "lines" | "everything" | "amount";
        /** @enum {string} */
        readonly RefundState: "REQUESTED" | "PROCESSING" | "UNKNOWN" | "SUCCEEDED" | "FAILED" | "REJECTED" | "WITHDRAWN" | "CLOSED";
        readonly RejectionRequest: {
            readonly reason: string;
        };
        readonly Replay: {
            /** @description How many events will be delivered */
            readonly enqueued: number;
            /** @description Where the next one goes on; null: that was all */
            readonly nextEventId: string | null;
        };
        readonly ReplayRequest: {
            /** @description Why; the audit log keeps it with the act, and nobody else reads it */
            readonly reason?: string;
            /**
             * Format: date-time
             * @description The first event at this time or later; instead of `sinceEventId`
             */
            readonly since?: string;
            /** @description The id of an event; it is delivered again too */
            readonly sinceEventId?: string;
        };
        readonly ResolutionRequest: {
            readonly note: string;
        };
        readonly RestockRequest: {
            readonly count: number;
        };
        readonly ReturnAddress: {
            readonly address: string;
            readonly mobile: string;
            readonly receiver: string;
        };
        readonly ReturnAddressRequest: {
            readonly address: string;
            readonly mobile: string;
            readonly receiver: string;
        };
        /** @enum {string} */
        readonly Role: "customer" | "viewer" | "support" | "finance" | "admin";
        readonly RotatedSecret: {
            /**
             * Format: date-time
             * @description Until when those before it sign too
             */
            readonly oldSecretsSignUntil: string | null;
            readonly secret: string;
        };
        readonly SaleAttributeRequest: {
            readonly name: string;
            readonly value: string;
        };
        readonly SecondFactor: {
            /** @description A code is asked for */
            readonly enabled: boolean;
            /** @description So many codes for recovery are left */
            readonly recoveryCodesLeft: number;
            /** @description One's role needs one: see `REQUIRE_SECOND_FACTOR` */
            readonly required: boolean;
        };
        readonly SecondFactorEnrolment: {
            /** @description The same as a QR code: a PNG in a `data:` URL */
            readonly qrImage: string;
            /** @description In Base32, to type; shown this once */
            readonly secret: string;
            /** @description `otpauth://…`, as apps read it */
            readonly uri: string;
        };
        readonly SettingInForce: {
            /** @description Nobody is shown it */
            readonly isSecret: boolean;
            /** @description The environment names it; else it is the default */
            readonly isSet: boolean;
            readonly name: string;
            /** @description Null: a secret, or nothing */
            readonly value: string | null;
        };
        readonly Shipment: {
            readonly carrier: string;
            /**
             * Format: date-time
             * @description When its carrier or its number was corrected last
             */
            readonly correctedAt: string | null;
            /** Format: date-time */
            readonly createdAt: string;
            readonly id: string;
            readonly lines: readonly components["schemas"]["ShipmentLine"][];
            readonly orderNo: string;
            readonly trackingNumber: string;
        };
        readonly ShipmentCorrectedEvent: {
            readonly data: {
                readonly carrier: string;
                readonly orderNo: string;
                readonly previousCarrier: string;
                readonly previousTrackingNumber: string;
                readonly shipmentId: string;
                readonly trackingNumber: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "shipment.corrected";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ShipmentCreatedEvent: {
            readonly data: {
                readonly carrier: string;
                readonly isLast: boolean;
                readonly lines: readonly {
                    readonly count: number;
                    readonly lineId: number;
                    readonly skuId: number;
                }[];
                readonly orderNo: string;
                readonly shipmentId: string;
                readonly trackingNumber: string;
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "shipment.created";
            /** @description now 1 */
            readonly version: number;
        };
        readonly ShipmentLine: {
            readonly count: number;
            /** @description Names the line within its order */
            readonly lineId: number;
            readonly name: string;
            readonly skuId: number;
        };
        readonly ShipmentLineRequest: {
            readonly count: number;
            /** @description The line's `lineId` in its order */
            readonly lineId: number;
        };
        readonly ShipmentPage: {
            readonly items: readonly components["schemas"]["Shipment"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly ShipmentRequest: {
            readonly carrier: string;
            /** @description All that waits when absent */
            readonly lines?: readonly components["schemas"]["ShipmentLineRequest"][];
            readonly trackingNumber: string;
        };
        readonly SignIn: {
            /** @description Seconds until the token ends */
            readonly expiresIn: number;
            /** @description To send along as `Authorization: Bearer …` */
            readonly token: string;
            readonly user: components["schemas"]["User"];
        };
        readonly SignInRequest: {
            /** @description With a second factor: six digits of the app, or a code for recovery */
            readonly code?: string;
            /** @description 8 to 128 characters */
            readonly password: string;
            /** @description 3 to 32 letters, digits, _ . or - */
            readonly username: string;
        };
        readonly SignOutRequest: {
            /** @description True ends all tokens of the user */
            readonly everywhere?: boolean;
        };
        readonly Sku: {
            /** @description Whether it is for sale */
            readonly active: boolean;
            readonly attributes: readonly components["schemas"]["SkuAttribute"][];
            readonly id: number;
            readonly name: string;
            readonly picture: string;
            readonly price: string;
            readonly requiresShipping: boolean;
            /** @description Pieces that were sold */
            readonly sales: number;
            /** @description Null: without limit */
            readonly stock: number | null;
        };
        readonly SkuAttribute: {
            readonly name: string;
            readonly value: string;
        };
        readonly SkuChangeRequest: {
            readonly active?: boolean;
            readonly attributes?: readonly components["schemas"]["SaleAttributeRequest"][];
            readonly name?: string;
            readonly picture?: string;
            /** @description a sum in yuan of 0.01 to 100000000.00 with at most two decimals, as text */
            readonly price?: string;
            /** @description Why; the audit log keeps it with the act, and nobody else reads it */
            readonly reason?: string;
            /** @description False for a course or another virtual thing */
            readonly requiresShipping?: boolean;
        };
        readonly SkuPage: {
            readonly items: readonly components["schemas"]["Sku"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        readonly SkuRequest: {
            readonly active?: boolean;
            readonly attributes?: readonly components["schemas"]["SaleAttributeRequest"][];
            readonly name: string;
            readonly picture?: string;
            /** @description a sum in yuan of 0.01 to 100000000.00 with at most two decimals, as text */
            readonly price: string;
            /** @description False for a course or another virtual thing */
            readonly requiresShipping: boolean;
            /** @description Null: without limit */
            readonly stock: number | null;
        };
        readonly SkuStockChangedEvent: {
            readonly data: {
                readonly orderNo: string | null;
                readonly skus: readonly {
                    readonly change: number;
                    readonly skuId: number;
                }[];
                /** @enum {string} */
                readonly why: "order" | "cancel" | "restock" | "edit";
            };
            /** @description unique and sortable; repeats carry the same one */
            readonly id: string;
            /** Format: date-time */
            readonly occurredAt: string;
            /** @description null: it belongs to no order here */
            readonly orderId: string | null;
            readonly paymentId?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "sku.stock_changed";
            /** @description now 1 */
            readonly version: number;
        };
        readonly StartPaymentRequest: {
            /** @enum {string} */
            readonly method: "page" | "wap" | "app" | "qr";
        };
        /** @enum {string} */
        readonly Storefront: "native" | "dadashop" | "meiduo" | "luffy";
        readonly System: {
            /** @description The latest seen first, 100 at most */
            readonly processes: readonly components["schemas"]["SystemProcess"][];
            /** @description Of the process that answers, by their names */
            readonly settings: readonly components["schemas"]["SettingInForce"][];
            readonly versions: components["schemas"]["SystemVersions"];
        };
        readonly SystemProcess: {
            /** @description Made at random when it starts */
            readonly id: string;
            /** @description It was not seen for a minute */
            readonly isGone: boolean;
            readonly kind: components["schemas"]["SystemProcessKind"];
            /** @description Its version of Node */
            readonly node: string;
            /** @description Connections to the database that it may have */
            readonly pool: number;
            /**
             * Format: date-time
             * @description It tells of itself every twenty seconds
             */
            readonly seenAt: string;
        };
        /** @enum {string} */
        readonly SystemProcessKind: "api" | "worker";
        readonly SystemVersions: {
            readonly app: string;
            readonly database: string;
            readonly node: string;
        };
        readonly Timeline: {
            readonly items: readonly components["schemas"]["TimelineEntry"][];
            readonly orderNo: string;
            /** @description Where it stands now */
            readonly summary: string;
        };
        readonly TimelineEntry: {
            /** @description What the sentence rests on; for operators alone */
            readonly facts?: {
                readonly [key: string]: unknown;
            };
            readonly kind: components["schemas"]["TimelineKind"];
            /** @description What happened and why, in plain words */
            readonly text: string;
            /** Format: date-time */
            readonly time: string;
            /** @description The event's type, the report's way, the refund's or incident's turn */
            readonly type: string;
        };
        /** @enum {string} */
        readonly TimelineKind: "order" | "report" | "incident" | "refund" | "event";
        readonly Trends: {
            /** Format: date-time */
            readonly asOf: string;
            /** @description The last 30, the oldest first */
            readonly days: readonly components["schemas"]["TrendsDay"][];
            readonly queues: readonly components["schemas"]["TrendsQueue"][];
            /** @description Of the refunds of these days, those for which most went back first */
            readonly refundReasons: readonly components["schemas"]["TrendsReason"][];
        };
        readonly TrendsDay: {
            /** @description In China time */
            readonly day: string;
            /** @description Of the orders that were made on it */
            readonly funnel: components["schemas"]["TrendsFunnel"];
            /** @description Of the payments that were paid on it */
            readonly recorded: readonly components["schemas"]["OverviewWay"][];
        };
        readonly TrendsDepth: {
            /**
             * Format: date-time
             * @description The quarter's first instant
             */
            readonly at: string;
            /** @description The most that waited in it */
            readonly depth: number;
        };
        readonly TrendsFunnel: {
            /** @description Of them, those whose buyer came to Alipay */
            readonly atAlipay: number;
            /** @description Of them, those with a pay link */
            readonly linked: number;
            /** @description Orders that were made */
            readonly made: number;
            /** @description Of them, those that were paid */
            readonly paid: number;
        };
        readonly TrendsQueue: {
            /** @description By time; a quarter in which no worker ran is absent */
            readonly depths: readonly components["schemas"]["TrendsDepth"][];
            readonly queue: components["schemas"]["TrendsQueueName"];
            /** @description Now; 100,000 at most */
            readonly waiting: number;
        };
        /** @enum {string} */
        readonly TrendsQueueName: "orders" | "refunds" | "after-sales" | "events" | "webhooks";
        readonly TrendsReason: {
            readonly amount: string;
            /** @description Refunds */
            readonly count: number;
            /** @description Its first 60 signs; null: all others together */
            readonly reason: string | null;
        };
        readonly User: {
            readonly id: string;
            readonly role: components["schemas"]["Role"];
            readonly username: string;
        };
        readonly Webhook: {
            /** Format: date-time */
            readonly createdAt: string;
            readonly description: string;
            /** Format: date-time */
            readonly failingSince: string | null;
            /** @description Tries in a row that failed */
            readonly failures: number;
            readonly id: number;
            /** Format: date-time */
            readonly pausedAt: string | null;
            readonly pauseReason: components["schemas"]["WebhookPauseReason"] | null;
            readonly state: components["schemas"]["WebhookState"];
            readonly types: readonly components["schemas"]["EventType"][];
            readonly url: string;
        };
        readonly WebhookPage: {
            readonly items: readonly components["schemas"]["Webhook"][];
            /** @description Where the next part starts; null: it was the last */
            readonly nextCursor: string | null;
        };
        /** @enum {string} */
        readonly WebhookPauseReason: "operator" | "failing" | "gone";
        /** @enum {string} */
        readonly WebhookState: "ACTIVE" | "PAUSED";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listAddresses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AddressPage"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddressRequest"];
            };
        };
        readonly responses: {
            /** @description The address */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Address"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many addresses as a user may have */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Deleted, never there, or not yours */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updateAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AddressChangeRequest"];
            };
        };
        readonly responses: {
            /** @description The address */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Address"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Deleted, never there, or not yours */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly setDefaultAddress: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The address */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Address"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Deleted, never there, or not yours */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listAfterSales: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description Those that staff has to look after: an answer is due, goods came, a refund failed */
                readonly needs?: "attention";
                /** @description One order's */
                readonly orderNo?: string;
                /** @description One state, or more by commas */
                readonly state?: string;
                /** @description Only those of this type; all when absent */
                readonly type?: "refundOnly" | "returnAndRefund";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of the cases */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSalePage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly agreeToAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AgreementRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.approve` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Goods are to come back, and nobody said where to */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receiveBack: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReceiptRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `receipt-lines`, `nothing-received`, `refund-reason-required`, or `after-sale-refund-too-much` with the `most` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refundAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rejectAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RejectionRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.approve` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sendBack: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParcelRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Only the buyer does this */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly withdrawAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The case */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Only the buyer does this */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such case, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The case is not in a state that allows it; of money alone also `refund-decided` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receiveAlipayNotify: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/x-www-form-urlencoded": {
                    readonly [key: string]: string;
                };
            };
        };
        readonly responses: {
            /** @description `success`, or `failure` when it is not genuine */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description No notify is so large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing was recorded; it is to be sent again */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
        };
    };
    readonly showReturnPage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The result page */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            /** @description The address was not signed by Alipay: a page that says nothing of the payment and leads to the order */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description From then on */
                readonly from?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description To what: its kind and id */
                readonly object?: string;
                /** @description Before then */
                readonly to?: string;
                /** @description What was done */
                readonly what?: string;
                /** @description Who did it, by name */
                readonly who?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditEntryList"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `audit.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly login: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInRequest"];
            };
        };
        readonly responses: {
            /** @description Signed in */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignIn"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Wrong name or password; `code-required` or `wrong-code` for who has a second factor */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A demo user with the published password, in production */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly logout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignOutRequest"];
            };
        };
        readonly responses: {
            /** @description Ended, everywhere within five seconds */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The user */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["User"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPasswordRequest"];
            };
        };
        readonly responses: {
            /** @description Changed */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignIn"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-password`, or `demo-user-in-production` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The new password is the present one */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly register: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CredentialsRequest"];
            };
        };
        readonly responses: {
            /** @description Registered and signed in */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SignIn"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A demo user with the published password, in production */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The name is taken, or could be mistaken for a taken one */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The factor */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecondFactor"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly enrolSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OwnPasswordRequest"];
            };
        };
        readonly responses: {
            /** @description To confirm */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecondFactorEnrolment"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `wrong-password`, or `staff-only`: a customer */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is one already */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly confirmSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CodeRequest"];
            };
        };
        readonly responses: {
            /** @description It is on; the codes for recovery are shown this once */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConfirmedSecondFactor"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The code is wrong or used */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-second-factor`: none was enrolled; or `second-factor-exists` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly renewRecoveryCodes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordAndCodeRequest"];
            };
        };
        readonly responses: {
            /** @description Shown this once */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-refused`, or `wrong-password` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is none */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly removeSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordAndCodeRequest"];
            };
        };
        readonly responses: {
            /** @description No code is asked for any more */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `code-refused`, or `wrong-password` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is none */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSessions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Those that hold */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConsoleSessionList"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly beginSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignInRequest"];
            };
        };
        readonly responses: {
            /** @description Signed in */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConsoleSession"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Wrong name or password; `code-required` or `wrong-code` for who has a second factor */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `staff-only`: a customer; or `demo-user-in-production` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many attempts with this name or from this address; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly endSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is over */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such session */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The session */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ConsoleSession"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such session */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly clearCart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The empty cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly selectCartItems: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CartSelectionRequest"];
            };
        };
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createGuestCart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The token */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GuestCart"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description So many carts were begun from this address in a day */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly addCartItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CartItemRequest"];
            };
        };
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such SKU, or not for sale */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-enough-stock`, or `cart-limit`: as many lines or pieces as a cart may hold */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly setCartItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path: {
                /** @description A positive whole number */
                readonly skuId: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CartLineRequest"];
            };
        };
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-line`, or `no-such-sku`: there is none any more */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-enough-stock`, or `cart-limit`: as many lines or pieces as a cart may hold */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly removeCartItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description A guest's cart */
                readonly "Cart-Token"?: string;
            };
            readonly path: {
                /** @description A positive whole number */
                readonly skuId: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is no id; to remove a line that is not there is no fault */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly mergeCart: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CartMergeRequest"];
            };
        };
        readonly responses: {
            /** @description The cart */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Cart"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `sign-in-required`: neither signed in nor a guest with a token; or `invalid-token` */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Redis does not answer */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly checkout: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CheckoutRequest"];
            };
        };
        readonly responses: {
            /** @description Order and link */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Checkout"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `price-changed` shows both prices and brings a new token; `not-enough-stock` and `sku-unavailable` name the SKU; `quote-expired`; `too-many-unpaid-orders`: a customer has as many as may be (`limit`); of an order that was made of the quote before: `order-not-payable`, `order-about-to-expire`, or `qr-code-refused` with its `subCode` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     `address-invalid`, `address-required`, or `quote-invalid`
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A customer had Alipay asked too often; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDiscrepancies: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description Only those of this day */
                readonly day?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description Only those in this state; all when absent */
                readonly state?: "OPEN" | "HEALED" | "RESOLVED";
            };
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DiscrepancyPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resolveDiscrepancy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResolutionRequest"];
            };
        };
        readonly responses: {
            /** @description The discrepancy */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Discrepancy"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.decide` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such discrepancy */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was healed or decided already */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDoctorReport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DoctorReport"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `doctor.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly diagnoseMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PastedRequest"];
            };
        };
        readonly responses: {
            /** @description What was found */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MessageDiagnosis"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `doctor.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listIncidents: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description Opened at this time or later: a day in China, or an instant (RFC 3339) */
                readonly from?: string;
                /** @description Only incidents of these kinds: one, or more by commas */
                readonly kind?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description An order number, `outTradeNo` or `tradeNo` */
                readonly q?: string;
                /** @description Only incidents in these states: one, or more by commas */
                readonly state?: string;
                /** @description Opened before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly to?: string;
            };
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncidentPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `incidents.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getIncident: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The incident */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `incidents.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly approveIncidentProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The incident */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `own-request`: nobody approves what they proposed; `own-order`: nor about what they bought; or `permission-required`
             *
             *     Signed in, but without the permission `incidents.decide`
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-incident-proposal` or `incident-resolved` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly dismissIncident: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        readonly responses: {
            /** @description The incident */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `own-order`: another person of the staff decides about the money of what one bought oneself
             *
             *     Signed in, but without the permission `incidents.decide`
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident-resolved`, `incident-being-refunded`, `incident-decision-proposed`, or `incident-without-money` to send back */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getIncidentEvidence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Message, books and sum */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IncidentEvidence"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `incidents.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly refundIncident: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        readonly responses: {
            /** @description Resolved once Alipay has done it, or proposed */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `own-order`: another person of the staff decides about the money of what one bought oneself
             *
             *     Signed in, but without the permission `incidents.decide`
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `incident-resolved`, `incident-being-refunded`, `incident-decision-proposed`, or `incident-without-money` to send back */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rejectIncidentProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DecisionRequest"];
            };
        };
        readonly responses: {
            /** @description The incident, which waits for a decision again */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Incident"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `incidents.decide` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such incident */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-incident-proposal` or `incident-resolved` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly exportIncidents: {
        readonly parameters: {
            readonly query?: {
                /** @description Opened at this time or later: a day in China, or an instant (RFC 3339) */
                readonly from?: string;
                /** @description Only incidents of these kinds: one, or more by commas */
                readonly kind?: string;
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
                /** @description An order number, `outTradeNo` or `tradeNo` */
                readonly q?: string;
                /** @description Only incidents in these states: one, or more by commas */
                readonly state?: string;
                /** @description Opened before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly to?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a byte order mark; one line of heads, in English or Chinese, then one a row */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `exports.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOrders: {
        readonly parameters: {
            readonly query?: {
                /** @description For staff: of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description For staff: of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description For staff: made at this time or later: a day in China, or an instant (RFC 3339) */
                readonly createdFrom?: string;
                /** @description For staff: made before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly createdTo?: string;
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description For staff: `overdue`: unpaid a minute after its deadline; `refund`: one waits for a decision, for money or for its end; `incident`: money of it is held; `attention`: any of these. At most 2,000 of each */
                readonly needs?: "attention" | "overdue" | "refund" | "afterSale" | "incident";
                /** @description For staff: paid at this time or later: a day in China, or an instant (RFC 3339) */
                readonly paidFrom?: string;
                /** @description For staff: paid before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly paidTo?: string;
                /** @description For staff: an order number, `outTradeNo`, `tradeNo`, user name, mobile or its last four digits, or tracking number; by its form, the first of these under which there is an order or a user */
                readonly q?: string;
                /** @description Only orders in these states: one, or more by commas */
                readonly state?: string;
                /** @description For staff: made through this front end */
                readonly storefront?: "native" | "dadashop" | "meiduo" | "luffy";
                /** @description Only this user's orders */
                readonly userId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of the orders */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateOrderRequest"];
            };
        };
        readonly responses: {
            /** @description The order */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `price-changed` shows both prices and brings a new token; `not-enough-stock` and `sku-unavailable` name the SKU; `quote-expired`; `too-many-unpaid-orders`: a customer has as many as may be (`limit`) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     `address-invalid`, `address-required`, or `quote-invalid`
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly editOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderEditRequest"];
            };
        };
        readonly responses: {
            /** @description The order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.remark` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-not-editable`, or `nothing-shipped`: it has no address */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly adjustPrice: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AdjustmentRequest"];
            };
        };
        readonly responses: {
            /** @description The order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `own-order`: another person of the staff decides about the money of what one bought oneself
             *
             *     Signed in, but without the permission `orders.adjust`
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-not-adjustable`; `order-already-paid`: Alipay says so now; `payment-started`: its buyer has begun to pay just now */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The discount leaves nothing that Alipay would take (`whole`: goods and freight) */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly applyForAfterSale: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AfterSaleRequest"];
            };
        };
        readonly responses: {
            /** @description The case */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AfterSale"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `after-sale-not-possible` (`why`: `not-paid`, `not-received`, `too-late`); `after-sale-pieces` with how many are `left`; `piece-in-after-sale`: another open case is about one of them; `order-not-refundable` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     A line of another order, or of something that nobody ships
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The cancelled order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description Alipay is silent; the request is stored */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.cancel` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-already-paid`, `order-not-cancellable`, or `refund-decided` after another refund */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getPayment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The payment */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-payment-yet` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly syncPayment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The payment after the answer */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Payment"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `payments.sync` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-payment-yet` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A customer had Alipay asked too often; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startPayment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartPaymentRequest"];
            };
        };
        readonly responses: {
            /** @description The link */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PayLink"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-not-payable`, `order-about-to-expire`, or `qr-code-refused` with its `subCode` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A customer had Alipay asked too often; see Retry-After */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receiveOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The received order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not shipped yet, or over */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRefundable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is left */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefundRest"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nothing was paid for it, or Alipay takes no refunds of it any more */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOrderRefunds: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
            };
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RefundPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createRefund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RefundRequest"];
            };
        };
        readonly responses: {
            /** @description The refund */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeRefund"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Who asks wants the pieces back in the stock, or requests closed (`own-order` where their role would do so for others), or it is another's order and `permission` is missing */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `refund-exceeds-payment`, `refund-exceeds-pieces` (`left` of the `lineId`), `refund-exceeds-freight` (`left`), `nothing-to-refund`, `order-not-refundable`, `refund-request-waits` with its `refundId`, `piece-in-after-sale` (an open case holds pieces of it: it is finished or rejected first), or `restock-impossible`: pieces that have left the shop are not here */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     The order has no such line; or the key was used for another request
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly approveRefund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The refund */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `own-request`: nobody approves what they asked for; `own-order`: nor for what they bought; or `permission-required`
             *
             *     Signed in, but without the permission `refunds.approve`
             */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-such-refund` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Decided otherwise already; an approval also `refund-exceeds-payment`, or `piece-in-after-sale` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rejectRefund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The refund */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.approve` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-such-refund` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Decided otherwise already; an approval also `refund-exceeds-payment`, or `piece-in-after-sale` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly retryRefund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The refund */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-such-refund` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It waits for a person, or has ended */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly withdrawRefund: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The request */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Others reject it instead, with `refunds.approve` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-order`, or `no-such-refund` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Decided otherwise already; an approval also `refund-exceeds-payment`, or `piece-in-after-sale` */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly shipOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParcelRequest"];
            };
        };
        readonly responses: {
            /** @description The shipped order */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Order"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.ship` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-not-shippable`: unpaid, over, shipped in another way, all of its money is being sent back, or held (`heldUntil`) by a request to do so; `nothing-to-ship`; `more-than-waits` with its `lineId` and how many pieces wait (`waits`) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listParcels: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShipmentPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly sendParcel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShipmentRequest"];
            };
        };
        readonly responses: {
            /** @description The parcel */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Shipment"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.ship` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `order-not-shippable`: unpaid, over, shipped in another way, all of its money is being sent back, or held (`heldUntil`) by a request to do so; `nothing-to-ship`; `more-than-waits` with its `lineId` and how many pieces wait (`waits`) */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     A line of another order, or of something that nobody ships
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `alipay-unavailable`: Alipay does not answer; `alipay-answer-unverified` with a `hint`: its answer does not verify with the configured key; `alipay-refused` with its `subCode`: it refuses the question */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOrderTimeline: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description The order's number, digits only */
                readonly orderNo: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The timeline */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such order, or somebody else's */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly exportOrders: {
        readonly parameters: {
            readonly query?: {
                /** @description For staff: of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description For staff: of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description For staff: made at this time or later: a day in China, or an instant (RFC 3339) */
                readonly createdFrom?: string;
                /** @description For staff: made before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly createdTo?: string;
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
                /** @description For staff: `overdue`: unpaid a minute after its deadline; `refund`: one waits for a decision, for money or for its end; `incident`: money of it is held; `attention`: any of these. At most 2,000 of each */
                readonly needs?: "attention" | "overdue" | "refund" | "afterSale" | "incident";
                /** @description For staff: paid at this time or later: a day in China, or an instant (RFC 3339) */
                readonly paidFrom?: string;
                /** @description For staff: paid before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly paidTo?: string;
                /** @description For staff: an order number, `outTradeNo`, `tradeNo`, user name, mobile or its last four digits, or tracking number; by its form, the first of these under which there is an order or a user */
                readonly q?: string;
                /** @description Only orders in these states: one, or more by commas */
                readonly state?: string;
                /** @description For staff: made through this front end */
                readonly storefront?: "native" | "dadashop" | "meiduo" | "luffy";
                /** @description Only this user's orders */
                readonly userId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a byte order mark; one line of heads, in English or Chinese, then one a row */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `exports.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly quoteOrder: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["QuoteRequest"];
            };
        };
        readonly responses: {
            /** @description The quote */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Quote"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-enough-stock`, or `sku-unavailable`: which SKU, and what is there of it */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `nothing-to-buy`, `too-many-lines`, `too-many-pieces` or `sum-too-large` */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOverview: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As they were two seconds ago at most */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Overview"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTrends: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description As it was fifteen seconds ago at most */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Trends"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listPayments: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description Of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description Paid in this way */
                readonly method?: "page" | "wap" | "app" | "qr";
                /** @description Paid at this time or later: a day in China, or an instant (RFC 3339) */
                readonly paidFrom?: string;
                /** @description Paid before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly paidTo?: string;
                /** @description An order number, `outTradeNo` or `tradeNo` */
                readonly q?: string;
                /** @description Only payments in these states: one, or more by commas */
                readonly state?: string;
                /** @description Started through this front end */
                readonly storefront?: "native" | "dadashop" | "meiduo" | "luffy";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListedPaymentPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `payments.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly exportPayments: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description Of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
                /** @description Paid in this way */
                readonly method?: "page" | "wap" | "app" | "qr";
                /** @description Paid at this time or later: a day in China, or an instant (RFC 3339) */
                readonly paidFrom?: string;
                /** @description Paid before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly paidTo?: string;
                /** @description An order number, `outTradeNo` or `tradeNo` */
                readonly q?: string;
                /** @description Only payments in these states: one, or more by commas */
                readonly state?: string;
                /** @description Started through this front end */
                readonly storefront?: "native" | "dadashop" | "meiduo" | "luffy";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a byte order mark; one line of heads, in English or Chinese, then one a row */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `exports.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listPeople: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description In the order of its making */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonList"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `people.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createPerson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewPersonRequest"];
            };
        };
        readonly responses: {
            /** @description The person */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonWithPassword"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `people.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The name is taken, or could be mistaken for a taken one */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changePerson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PersonChangeRequest"];
            };
        };
        readonly responses: {
            /** @description The person */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `people.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such person */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `last-admin`, or `own-account`: nobody changes themself */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resetPassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The person */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PersonWithPassword"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `people.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such person */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resetSecondFactor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description Of the person */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        readonly responses: {
            /** @description The person */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `people.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such person */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-second-factor`, or `own-account`: nobody resets their own */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listReconciliations: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description From this day on */
                readonly from?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description Only days whose bill is in these states: one, or more by commas */
                readonly state?: string;
                /** @description Up to this day, itself included */
                readonly to?: string;
                /** @description Only bills of trades, or of the account */
                readonly type?: "trade" | "signcustomer";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReconciliationPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly requestReconciliation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["DayRequest"];
            };
        };
        readonly responses: {
            /** @description A worker does it */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.run` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody has asked for the bill of that day, or it is not over */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReconciliation: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path: {
                /** @description In China time */
                readonly day: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The sheet */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ReconciliationSheet"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody has asked for the bill of that day, or it is not over */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly uploadBill: {
        readonly parameters: {
            readonly query?: {
                /** @description Why; the audit log keeps it with the act, and nobody else reads it */
                readonly reason?: string;
                /** @description That of the trades, unless `signcustomer` says that it is the account’s log */
                readonly type?: "trade" | "signcustomer";
            };
            readonly header?: never;
            readonly path: {
                /** @description In China time */
                readonly day: string;
            };
            readonly cookie?: never;
        };
        /** @description The zip */
        readonly requestBody: {
            readonly content: {
                readonly "application/zip": string;
            };
        };
        readonly responses: {
            /** @description The day */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Reconciliation"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.run` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not over */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Another process is at work on that day */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is no whole bill of that day and this account; nothing was matched */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReconciliationCsv: {
        readonly parameters: {
            readonly query?: {
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
            };
            readonly header?: never;
            readonly path: {
                /** @description In China time */
                readonly day: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a byte order mark */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody has asked for the bill of that day, or it is not over */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReconciliationPage: {
        readonly parameters: {
            readonly query?: {
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
            };
            readonly header?: never;
            readonly path: {
                /** @description In China time */
                readonly day: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page without scripts */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `reconciliation.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody has asked for the bill of that day, or it is not over */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRefunds: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description Of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description Asked for at this time or later: a day in China, or an instant (RFC 3339) */
                readonly from?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description An order number, `outTradeNo`, `tradeNo` or `outRequestNo` */
                readonly q?: string;
                /** @description Only refunds in these states: one, or more by commas */
                readonly state?: string;
                /** @description Asked for before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly to?: string;
                /** @description Only those that wait for this */
                readonly waitsFor?: string;
            };
            readonly header?: {
                /** @description In which language sentences are told: `en` (default) or `zh` */
                readonly "Accept-Language"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListedRefundPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `refunds.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly exportRefunds: {
        readonly parameters: {
            readonly query?: {
                /** @description Of this sum or more, in yuan */
                readonly amountFrom?: string;
                /** @description Of this sum or less, in yuan */
                readonly amountTo?: string;
                /** @description Asked for at this time or later: a day in China, or an instant (RFC 3339) */
                readonly from?: string;
                /** @description The language of its headings; else the one that `Accept-Language` asks for */
                readonly language?: "en" | "zh";
                /** @description An order number, `outTradeNo`, `tradeNo` or `outRequestNo` */
                readonly q?: string;
                /** @description Only refunds in these states: one, or more by commas */
                readonly state?: string;
                /** @description Asked for before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly to?: string;
                /** @description Only those that wait for this */
                readonly waitsFor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description UTF-8 with a byte order mark; one line of heads, in English or Chinese, then one a row */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `exports.make` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly correctParcel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ParcelRequest"];
            };
        };
        readonly responses: {
            /** @description The parcel */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Shipment"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `orders.ship` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such parcel */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSkus: {
        readonly parameters: {
            readonly query?: {
                /** @description What is not for sale too (operators) */
                readonly all?: string;
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of the catalogue */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SkuPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `catalogue.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createSku: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SkuRequest"];
            };
        };
        readonly responses: {
            /** @description The SKU */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sku"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `catalogue.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSku: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The SKU */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sku"];
                };
            };
            /** @description No such SKU */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updateSku: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SkuChangeRequest"];
            };
        };
        readonly responses: {
            /** @description The SKU */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sku"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `catalogue.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such SKU */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly restockSku: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RestockRequest"];
            };
        };
        readonly responses: {
            /** @description The SKU */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Sku"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `catalogue.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such SKU */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stock-without-limit`, or `stock-too-large` when it would be */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSystem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What runs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["System"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `settings.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description Made at this time or later: a day in China, or an instant (RFC 3339) */
                readonly from?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description An order number, or the id of an event of an order; what was sent again beside its order is not found so */
                readonly q?: string;
                /** @description Only deliveries in these states: one, or more by commas */
                readonly state?: string;
                /** @description Made before this time, or on this day or before: a day in China, or an instant (RFC 3339) */
                readonly to?: string;
                /** @description Only of events of these types: one, or more by commas */
                readonly type?: string;
                /** @description Only to this webhook */
                readonly webhookId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A part of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListedDeliveryPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The oldest first */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewWebhookRequest"];
            };
        };
        readonly responses: {
            /** @description The webhook and its secret */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NewWebhook"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many webhooks as there may be */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `idempotency-key-reused`: the key came with another request before
             *
             *     An address that events may not be sent to
             */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeWebhookRequest"];
            };
        };
        readonly responses: {
            /** @description The webhook */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description An address that events may not be sent to */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description The `nextCursor` of the part before; the rest of the query is as it was */
                readonly cursor?: string;
                /** @description 1 to 100; 20 when absent */
                readonly limit?: string;
                /** @description Only those in this state; all when absent */
                readonly state?: "PENDING" | "DELIVERED" | "FAILED";
            };
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The newest first, each with its tries and the beginnings of the answers */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly deliveryId: string;
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeliveryDetail"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.read` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-webhook`, or `no-such-delivery` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resendDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description A positive whole number, as answers tell it: digits only */
                readonly deliveryId: string;
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery that will be made */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-webhook`, or `no-such-delivery` of it */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It waits for an earlier event of its order */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly replayEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ReplayRequest"];
            };
        };
        readonly responses: {
            /** @description How many events will be delivered */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Replay"];
                };
            };
            /**
             * @description A value is missing, wrong or unknown
             *
             *     A value is missing, wrong or unknown
             */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-such-webhook`, or `no-such-event` */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resumeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same body again has one effect and the same answer */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /** @description A positive whole number */
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The new secret, shown this once */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotatedSecret"];
                };
            };
            /** @description A value is missing, wrong or unknown */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No token, or one that is not valid here (`invalid-token`) */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Signed in, but without the permission `webhooks.manage` */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No such webhook */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-key-reused`: the key came with another request before */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Liveness"];
                };
            };
            /** @description It is no HTTP request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It does. `degraded` with `faults`: it takes requests, and `alipay-answers-unverified` says that Alipay’s answers do not verify with the key that is set up */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description It is no HTTP request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is stopping, or the database is away or takes no writes */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The figures */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description The configured token was not shown; or none is configured, and a production server was not asked on its own machine */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly receiveEvent: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Event"];
            };
        };
        readonly responses: {
            /** @description It was taken */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The address wants no more of them */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
