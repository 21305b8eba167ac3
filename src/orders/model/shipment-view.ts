import { ApiSchema } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiInteger,
  ApiParts,
  ApiText,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Shipment } from './shipment-record.js';

/** Pieces in a parcel, on the wire. */
@ApiSchema({ name: 'ShipmentLine' })
export class ShipmentLineView {
  @ApiInteger({ description: 'Names the line within its order' }) readonly lineId!: number;
  @ApiInteger() readonly skuId!: number;
  @ApiText() readonly name!: string;
  @ApiInteger() readonly count!: number;
}

/** A parcel on the wire. */
@ApiSchema({ name: 'Shipment' })
export class ShipmentView {
  @ApiText() readonly id!: string;
  @ApiText() readonly orderNo!: string;
  @ApiText() readonly carrier!: string;
  @ApiText() readonly trackingNumber!: string;
  @ApiParts(() => ShipmentLineView) readonly lines!: readonly ShipmentLineView[];
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({
    nullable: true,
    description: 'When its carrier or its number was corrected last',
  })
  readonly correctedAt!: string | null;
}

/** A part of a list of parcels, on the wire. */
export const ShipmentPage = pageOfClass('ShipmentPage', ShipmentView);

/** A parcel of the order with this number, on the wire. Pure. */
export function shipmentView(shipment: Shipment, orderNo: string): ShipmentView {
  const { id, carrier, trackingNumber, lines, createdAt, correctedAt } = shipment;
  return {
    id,
    orderNo,
    carrier,
    trackingNumber,
    lines: lines.map(({ lineId, skuId, name, count }) => ({ lineId, skuId, name, count })),
    createdAt: toRfc3339(createdAt),
    correctedAt: correctedAt === null ? null : toRfc3339(correctedAt),
  };
}
