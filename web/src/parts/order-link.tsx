import { Link } from 'react-router';

/** The number of an order, which leads to it; a dash where there is none. */
export function OrderLink({ orderNo }: { readonly orderNo: string | null }) {
  if (orderNo === null) return <>–</>;
  return <Link to={`/orders/${encodeURIComponent(orderNo)}`}>{orderNo}</Link>;
}
