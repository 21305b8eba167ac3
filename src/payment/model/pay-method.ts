/** The ways in which a buyer can be led to Alipay: PC page, mobile page, phone application, QR code. */
export const PAY_METHODS = ['page', 'wap', 'app', 'qr'] as const;

export type PayMethod = (typeof PAY_METHODS)[number];
