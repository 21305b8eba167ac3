import { useState } from 'react';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/words.js';

interface ParcelNames {
  readonly carrier: string;
  readonly trackingNumber: string;
}

/** Who carries a parcel and under which number: the fields to type it in, and what stands in them. */
export function useParcelFields(first: ParcelNames = { carrier: '', trackingNumber: '' }) {
  const { act: words } = useWords();
  const [carrier, setCarrier] = useState(first.carrier);
  const [trackingNumber, setTrackingNumber] = useState(first.trackingNumber);
  const parcel = { carrier: carrier.trim(), trackingNumber: trackingNumber.trim() };
  const fields = (
    <>
      <TextField label={words.carrier} value={carrier} maxLength={50} onChange={setCarrier} />
      <TextField
        label={words.trackingNumber}
        value={trackingNumber}
        maxLength={64}
        onChange={setTrackingNumber}
      />
    </>
  );
  return { parcel, fields, isFilled: parcel.carrier !== '' && parcel.trackingNumber !== '' };
}
