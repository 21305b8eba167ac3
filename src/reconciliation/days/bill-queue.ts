/** Queue of wake-ups for bills that are due. */
export const BILL_QUEUE = 'bills';
