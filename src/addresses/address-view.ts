/** An address as its user and the other floors see it. */
export interface AddressView {
  readonly id: number;
  readonly tag: string;
  readonly receiver: string;
  readonly mobile: string;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly detail: string;
  readonly isDefault: boolean;
}

/** The members that a user writes. */
export type AddressText = Omit<AddressView, 'id' | 'isDefault'>;

/** An address with its owner. */
export type OwnedAddress = AddressText & { readonly id: number; readonly userId: number };

/** The address without what only the table needs. Pure. */
export function addressView(row: AddressView): AddressView {
  const { id, tag, receiver, mobile, province, city, district, detail, isDefault } = row;
  return { id, tag, receiver, mobile, province, city, district, detail, isDefault };
}
