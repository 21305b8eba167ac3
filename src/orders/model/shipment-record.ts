/** So many pieces of an order's line; `lineId` is the line's place in its order, from 1. */
export interface PieceCount {
  readonly lineId: number;
  readonly count: number;
}

/** Pieces in a parcel, and what they are. */
export interface ShippedLine extends PieceCount {
  readonly skuId: number;
  readonly name: string;
}

/** How goods are on their way. */
export interface Parcel {
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** A parcel of an order. Times are instants; a null time has not come. */
export interface Shipment extends Parcel {
  readonly id: string;
  readonly orderId: string;
  readonly createdAt: Date;
  /** When its carrier or its number was corrected last. */
  readonly correctedAt: Date | null;
  readonly lines: readonly ShippedLine[];
}
