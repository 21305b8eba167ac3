/** What the jobs' requests are made of, and how their results are looked at. */

const head = (line, token) =>
  `${line} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n`;
export const get = (path, token) => `${head(`GET ${path}`, token)}\r\n`;
export const post = (path, token, json, key) =>
  `${head(`POST ${path}`, token)}content-type: application/json\r\n` +
  `${key === undefined ? '' : `idempotency-key: ${key}\r\n`}content-length: ${json.length}\r\n\r\n${json}`;
export const postForm = (path, form) =>
  `POST ${path} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/x-www-form-urlencoded\r\n` +
  `content-length: ${form.length}\r\n\r\n${form}`;

/** A good answer of dadashop that has a mark in it. */
export const isFine = (mark) => (status, body) =>
  status === 200 && body.startsWith('{"code":200') && body.includes(mark);

/** Hands out 0, 1, … below `count`, then null. */
export function counter(count, make) {
  let next = 0;
  return () => {
    if (next >= count) return null;
    next += 1;
    return make(next - 1);
  };
}

/** Hands out requests without end, over and over. */
export function round(count, make) {
  let next = 0;
  return () => {
    next = (next + 1) % count;
    return make(next);
  };
}

/** The first row of a query, as numbers. */
export async function figures(db, query, values = []) {
  const [[row]] = await db.query(query, values);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value ?? 0)]));
}

/** Which of the figures are not what they must be, in words. */
export function unequal(found, wanted) {
  const wrong = Object.entries(wanted).filter(([name, value]) => found[name] !== value);
  return wrong.map(([name, value]) => `${name} is ${found[name]} instead of ${value}`);
}
