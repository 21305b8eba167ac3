/**
 * What the floor does in several trips, as stored procedures: one trip a request, and the least that a transaction can
 * cost. The same rows as the floor's own statements leave.
 */

const WANTED = `JSON_TABLE(p_wanted, '$[*]' COLUMNS (n FOR ORDINALITY, sku_id BIGINT PATH '$.skuId', pieces INT PATH '$.count'))`;
const CHINA = (column) =>
  `CONCAT(DATE_FORMAT(${column} + INTERVAL 8 HOUR, '%Y-%m-%dT%H:%i:%s'), '+08:00')`;

/** Answers the order's sum and title; no row when the stock does not do, a NULL when there is no such address. */
const place = `CREATE PROCEDURE floor_place(
  p_user BIGINT, p_address BIGINT, p_wanted TEXT CHARACTER SET utf8mb4, p_order_no CHAR(24), p_request CHAR(26),
  p_created CHAR(26), p_taken CHAR(26), p_initiated CHAR(26), p_now DATETIME(3), p_expires DATETIME(3), p_check DATETIME(3),
  p_freight DECIMAL(12,2))
main: BEGIN
  DECLARE v_address TEXT CHARACTER SET utf8mb4;
  DECLARE v_goods, v_payable DECIMAL(12,2);
  DECLARE v_kinds, v_pieces, v_known INT;
  DECLARE v_first VARCHAR(200) CHARACTER SET utf8mb4;
  DECLARE v_order, v_payment BIGINT UNSIGNED;
  DECLARE v_lines, v_taken TEXT CHARACTER SET utf8mb4;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
  START TRANSACTION;
  SELECT JSON_OBJECT('tag', tag, 'receiver', receiver, 'mobile', mobile, 'province', province, 'city', city,
    'district', district, 'detail', detail) INTO v_address
    FROM addresses WHERE id = p_address AND user_id = p_user AND deleted_at IS NULL;
  IF v_address IS NULL THEN ROLLBACK; SELECT NULL AS amount, NULL AS subject; LEAVE main; END IF;
  SELECT COUNT(*), SUM(w.pieces), SUM(s.stock >= w.pieces), SUM(s.price * w.pieces),
    MAX(IF(w.n = 1, s.name, NULL)),
    CONCAT('[', GROUP_CONCAT(JSON_OBJECT('skuId', s.id, 'count', w.pieces, 'price', CAST(s.price AS CHAR)) ORDER BY w.n), ']'),
    CONCAT('[', GROUP_CONCAT(JSON_OBJECT('skuId', s.id, 'change', -w.pieces) ORDER BY w.n), ']')
    INTO v_kinds, v_pieces, v_known, v_goods, v_first, v_lines, v_taken
    FROM ${WANTED} w LEFT JOIN skus s ON s.id = w.sku_id AND s.active = 1;
  IF COALESCE(v_known, 0) < v_kinds THEN ROLLBACK; LEAVE main; END IF;
  SET v_payable = v_goods + p_freight;
  INSERT INTO orders (order_no, request_id, user_id, state, storefront, goods_amount, freight, payable, total_count,
    requires_shipping, address, created_at, expires_at, next_check_at)
    VALUES (p_order_no, p_request, p_user, 'PENDING_PAYMENT', 'dadashop', v_goods, p_freight, v_payable, v_pieces, 1,
      v_address, p_now, p_expires, p_check);
  SET v_order = LAST_INSERT_ID();
  INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
    SELECT v_order, s.id, s.name, s.picture, s.attributes, s.requires_shipping, s.price, w.pieces, s.price * w.pieces
    FROM ${WANTED} w JOIN skus s ON s.id = w.sku_id ORDER BY w.n;
  SET v_first = CONCAT(v_first, ' ', IF(v_kinds > 1, '等', ''), v_pieces, '件');
  INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount, created_at,
    expires_at, link_given_at)
    VALUES (v_order, 1, 'alipay', p_order_no, 'page', 'dadashop', v_first, 'CREATED', v_payable, p_now, p_expires, p_now);
  SET v_payment = LAST_INSERT_ID();
  INSERT INTO outbox (event_id, type, order_id, payment_id, version, data, occurred_at, next_attempt_at) VALUES
    (p_created, 'order.created', v_order, NULL, 1, JSON_OBJECT('orderNo', p_order_no, 'storefront', 'dadashop',
      'goodsAmount', CAST(v_goods AS CHAR), 'freight', CAST(p_freight AS CHAR), 'payable', CAST(v_payable AS CHAR),
      'expiresAt', ${CHINA('p_expires')}, 'lines', JSON_EXTRACT(v_lines, '$')), p_now, p_now),
    (p_taken, 'sku.stock_changed', v_order, NULL, 1, JSON_OBJECT('orderNo', p_order_no, 'why', 'order',
      'skus', JSON_EXTRACT(v_taken, '$')), p_now, p_now),
    (p_initiated, 'payment.initiated', v_order, v_payment, 1, JSON_OBJECT('orderNo', p_order_no, 'outTradeNo', p_order_no,
      'method', 'page', 'amount', CAST(v_payable AS CHAR)), p_now, p_now);
  UPDATE skus s JOIN ${WANTED} w ON s.id = w.sku_id SET s.stock = s.stock - w.pieces, s.sales = s.sales + w.pieces
    WHERE s.active = 1 AND s.stock >= w.pieces;
  IF ROW_COUNT() < v_kinds THEN ROLLBACK; LEAVE main; END IF;
  COMMIT;
  SELECT v_payable AS amount, v_first AS subject;
END`;

/** Answers the order's id; no row when there was nothing to book. */
const book = `CREATE PROCEDURE floor_book(
  p_number VARCHAR(64), p_amount DECIMAL(12,2), p_trade VARCHAR(64), p_paid DATETIME(3), p_now DATETIME(3),
  p_recheck DATETIME(3), p_status VARCHAR(20), p_changed TEXT CHARACTER SET utf8mb4, p_report TEXT CHARACTER SET utf8mb4,
  p_digest CHAR(64), p_checks VARCHAR(1000) CHARACTER SET utf8mb4, p_succeeded CHAR(26),
  p_succeeded_data TEXT CHARACTER SET utf8mb4, p_order_paid CHAR(26), p_paid_data TEXT CHARACTER SET utf8mb4)
main: BEGIN
  DECLARE v_order, v_payment BIGINT UNSIGNED;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; RESIGNAL; END;
  START TRANSACTION;
  UPDATE payments p JOIN orders o ON o.id = p.order_id
    SET p.state = 'SUCCEEDED', p.trade_no = p_trade, p.paid_at = p_paid, p.recorded_at = p_now, p.applied_at = p_now,
      p.recheck_at = p_recheck, o.state = 'TO_SHIP', o.paid_at = p_paid, o.next_check_at = NULL, o.check_attempts = 0
    WHERE p.out_trade_no = p_number AND p.amount = p_amount AND p.state = 'CREATED' AND o.state = 'PENDING_PAYMENT';
  IF ROW_COUNT() <> 2 THEN ROLLBACK; LEAVE main; END IF;
  SELECT order_id, id INTO v_order, v_payment FROM payments WHERE out_trade_no = p_number;
  INSERT INTO payment_evidence (payment_id, out_trade_no, source, status, verdict, changed, report, digest, checks,
    received_at, last_received_at)
    VALUES (v_payment, p_number, 'notify', p_status, 'paid', p_changed, p_report, p_digest, p_checks, p_now, p_now);
  INSERT INTO outbox (event_id, type, order_id, payment_id, version, data, occurred_at, next_attempt_at) VALUES
    (p_succeeded, 'payment.succeeded', v_order, v_payment, 1, p_succeeded_data, p_now, p_now),
    (p_order_paid, 'order.paid', v_order, NULL, 1, p_paid_data, p_now, p_now);
  COMMIT;
  SELECT v_order AS order_id;
END`;

/** Makes the procedures anew, by a connection's `query(sql, callback)`. */
export async function makeProcedures(query) {
  for (const [name, sql] of Object.entries({ floor_place: place, floor_book: book })) {
    await query(`DROP PROCEDURE IF EXISTS ${name}`);
    await query(sql);
  }
}
