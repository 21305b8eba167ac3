/**
 * From sign-in to pay link, as commands that any POSIX shell takes when they are pasted. Node reads the
 * JSON: it is there, and jq may not be.
 *
 * @param {{ apiUrl: string, username: string, password: string }} facts
 * @returns {string}
 */
export function curlSequence({ apiUrl, username, password }) {
  const signIn = JSON.stringify({ username, password });
  return `API=${apiUrl}/api/v1
read_json() { node -p "JSON.parse(require('fs').readFileSync(0, 'utf8'))$1"; }
post() { curl -fsS "$API$1" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -H "Idempotency-Key: $(node -p 'crypto.randomUUID()')" -d "$2"; }
TOKEN=
TOKEN=$(post /auth/login '${signIn}' | read_json .token)
SKU=$(curl -fsS "$API/skus" | read_json '.items[0].id')
post /cart/items "{\\"skuId\\":$SKU,\\"count\\":1}" >/dev/null
QUOTE=$(post /orders/quote '{"source":"cart"}')
QUOTE_TOKEN=$(printf %s "$QUOTE" | read_json .quoteToken)
ADDRESS=$(printf %s "$QUOTE" | read_json '.addresses[0].id')
ORDER=$(post /orders "{\\"quoteToken\\":\\"$QUOTE_TOKEN\\",\\"addressId\\":$ADDRESS}" | read_json .orderNo)
PAY=$(post "/orders/$ORDER/payments" '{"method":"page"}' | read_json .payUrl)
echo "Order $ORDER waits for its money. Open this to pay it: $PAY"
`;
}
