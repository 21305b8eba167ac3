import { ApiSchema } from '@nestjs/swagger';
import { ApiFlag, ApiInteger, ApiText, pageOfClass } from '../http/openapi/api-members.js';

/** The members that a user writes. */
export class AddressText {
  @ApiText() readonly tag!: string;
  @ApiText() readonly receiver!: string;
  @ApiText() readonly mobile!: string;
  @ApiText() readonly province!: string;
  @ApiText() readonly city!: string;
  @ApiText() readonly district!: string;
  @ApiText() readonly detail!: string;
}

/** An address as its user and the other floors see it. */
@ApiSchema({ name: 'Address' })
export class AddressView extends AddressText {
  @ApiInteger() readonly id!: number;
  @ApiFlag() readonly isDefault!: boolean;
}

/** A list of addresses, on the wire. */
export const AddressPage = pageOfClass('AddressPage', AddressView);

/** An address with its owner. */
export type OwnedAddress = AddressText & { readonly id: number; readonly userId: number };

/** The address without what only the table needs. Pure. */
export function addressView(row: AddressView): AddressView {
  const { id, tag, receiver, mobile, province, city, district, detail, isDefault } = row;
  return { id, tag, receiver, mobile, province, city, district, detail, isDefault };
}
