import { describe, expect, it } from '@jest/globals';
import { readCurl } from '../../../src/alipay/diagnosis/pasted-curl.js';
import { readDump } from '../../../src/alipay/diagnosis/pasted-dumps.js';
import { readForms } from '../../../src/alipay/diagnosis/pasted-form.js';
import { findJson } from '../../../src/alipay/diagnosis/pasted-json.js';

describe('a curl line', () => {
  const ADDRESS = 'https://a.b/c?d=1';

  it.each([
    ["curl 'https://a.b' -d 'x=1'", ['x=1']],
    ['curl https://a.b --data "x=1"', ['x=1']],
    ['curl.exe https://a.b --data-raw x=1', ['x=1']],
    ['  $ curl -d x=1', ['x=1']],
    ['$  curl -d x=1', ['x=1']],
    ['$curl -d x=1', ['x=1']],
    ['% curl --data-binary x=1', ['x=1']],
    ['> curl --data-ascii x=1', ['x=1']],
    ['curl\t--data-urlencode x=1', ['x=1']],
    ['curl -dx=1', ['x=1']],
    ['curl --data=x=1', ['x=1']],
    ['curl --data-raw=x=1', ['x=1']],
    ['curl -d a=1 -d b=2', ['a=1&b=2']],
    ['curl -d a=1 -db=2', ['a=1&b=2']],
    [`curl '${ADDRESS}'`, [ADDRESS]],
    [`curl ${ADDRESS} -d x=1`, ['x=1', ADDRESS]],
    ['curl http://a.b/?x', ['http://a.b/?x']],
    ['curl /return?x=1', ['/return?x=1']],
    ['curl https://a.b/c -H "x: ?"', []],
    ['curl ahttps://a.b?x', []],
    ['curl -H --data-x y --d z', []],
    ['curl --database x=1', []],
    ['curl -X-d', []],
    [`curl -d 'a'"b"$'c'd`, ['abcd']],
    ['curl -d "a\\"b\\\\c\\$d\\`e\\f"', ['a"b\\c$d`e\\f']],
    ["curl -d 'a\\b'", ['a\\b']],
    ["curl -d $'a\\'b\\n\\r\\t\\\\c'", ["a'b\n\r\t\\c"]],
    ["curl -d a\\'b\\ c", ["a'b c"]],
    ['curl \\\n -d \\\r\n x=1', ['x=1']],
    ["curl -d 'a\nb'", ['a\nb']],
    ["curl -d ''", []],
    ['curl -d', []],
  ])('%j sends %j', (line, texts) => {
    expect(readCurl(line)).toEqual({ texts, isCut: false });
  });

  it.each([
    ["curl -d 'a=1&b", ['a=1&b']],
    ['curl -d "a=1&b', ['a=1&b']],
    [`curl -d x=1 '${ADDRESS}`, ['x=1', ADDRESS]],
    ["curl -d 'a'='1&b", ['a=']],
    ["curl -d'a=1", ['a=1']],
    ["curl 'x' -d $'a=1", ['a=1']],
    ['curl -d "a=\\"1\\', ['a=\\"1']],
  ])('%j is cut', (line, texts) => {
    expect(readCurl(line)).toEqual({ texts, isCut: true });
  });

  it.each(['curly x', 'a curl x', 'curl', 'wget x', ''])('%j is none', (text) => {
    expect(readCurl(text)).toBeNull();
  });
});

const FIELDS = { app_id: '1', charset: 'a b', trade_no: 'T=1', subject: "x'y" };
const PAIRS = Object.entries(FIELDS);

describe('a message that a program printed', () => {
  const lines = (line: (name: string, value: string) => string, end = '\n') =>
    PAIRS.map(([name, value]) => line(name, value)).join(end);

  it.each([
    ['print_r', `Array\n(\n${lines((n, v) => `    [${n}] => ${v}`)}\n)`],
    ['print_r with line ends', `Array\r\n(\r\n${lines((n, v) => `\t[${n}] => ${v}`, '\r\n')}\r\n)`],
    ['var_dump', `array(4) {\n${lines((n, v) => `  ["${n}"]=>\n  string(3) "${v}"`)}\n}`],
    ['var_export', `array (\n${lines((n, v) => `  '${n}' => '${v.replace("'", "\\'")}',`)}\n)`],
    ['a hash of Ruby', `{${lines((n, v) => `"${n}"=>"${v.replace("'", "\\'")}"`, ', ')}}`],
    ['a dict', `{${lines((n, v) => `'${n}': '${v.replace("'", "\\'")}'`, ', ')}}`],
    ['lists of Python', `{${lines((n, v) => `'${n}':['${v.replace("'", "\\'")}']`, ', ')}}`],
    ['url.Values', `map[${lines((n, v) => `${n}:[${v}]`, ' ')}]`],
    ['a map of Java', `{${lines((n, v) => `${n}=${v}`, ', ')}}`],
    ['a list', lines((n, v) => `${n}: ${v}`)],
    ['a list with tabs and line ends', lines((n, v) => `  ${n}\t${v}`, '\r\n')],
    ['a list with =', lines((n, v) => `\t${n} = ${v}`)],
    ['other names', lines((n, v) => `${n.replaceAll('_', '')}: ${v}\n${n}: ${v}`)],
  ])('is read from %s', (_, text) => {
    expect(Object.fromEntries(readDump(text) ?? [])).toMatchObject(FIELDS);
  });

  it('is the one of most known names', () => {
    const text = `a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nx: {${lines((n, v) => `'${n}': "${v}"`, ', ')}}`;
    expect(readDump(text)).toBeNull();
    const mixed = `a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n{${PAIRS.map(([n]) => `'${n}': '1'`).join(', ')}}`;
    expect(readDump(mixed)).toEqual(PAIRS.map(([name]) => [name, '1']));
  });

  it('has four names at least that Alipay sends', () => {
    expect(readDump('app_id: 1\ncharset: 2\nsubject: 3')).toBeNull();
    expect(readDump('app_id: 1\ncharset: 2\nsubject: 3\nx: 4')).toBeNull();
    expect(readDump('appId: 1\ncharset: 2\nsubject: 3\ntradeNo: 4')).toHaveLength(4);
    expect(readDump('')).toBeNull();
  });
});

describe('a form in a text', () => {
  const FORM = 'app_id=1&charset=a+b&subject=%25';
  const DECODED = [
    ['app_id', '1'],
    ['charset', 'a b'],
    ['subject', '%'],
  ];
  const RAW = [
    ['app_id', '1'],
    ['charset', 'a+b'],
    ['subject', '%25'],
  ];
  const whole = [
    { pairs: DECODED, undone: [], isCut: false },
    { pairs: RAW, undone: ['not-encoded'], isCut: false },
  ];

  it.each([
    ['alone', ` ${FORM}\n`],
    ['in a query', `see https://a.b/?${FORM}#x`],
    ['in a request', `GET /?${FORM} HTTP/1.1`],
    ['in a run', `got "${FORM}" ok`],
    ['in a run of a template', `got \`${FORM}\` ok`],
    ['after a colon', `body:${FORM} ok`],
  ])('is read %s', (_, text) => {
    expect(readForms(text).slice(0, 2)).toEqual(whole);
  });

  it('is read without the name of a logger before it', () => {
    const pairs = readForms(`body=${FORM}`).map((one) => one.pairs);
    expect(pairs).toContainEqual(DECODED);
    expect(readForms(`x body=${FORM}`).map((one) => one.pairs)).toContainEqual(DECODED);
  });

  it('is read over its lines, with the bytes that it was sent in', () => {
    const [first] = readForms(' app_id=1&charset=a\nb&subject=\u{ba}\n');
    expect(first?.pairs).toEqual([
      ['app_id', '1'],
      ['charset', 'a\nb'],
      ['subject', '\u{ba}'],
    ]);
  });

  it('is read to the end of its line where it stands there decoded', () => {
    const line = `log "total_amount=1.00&subject=a 'b', c&app_id=1&charset=2" \nx`;
    const fields = [
      ['total_amount', '1.00'],
      ['subject', "a 'b', c"],
      ['app_id', '1'],
    ];
    const pairs = readForms(line).map((one) => one.pairs);
    expect(pairs).toEqual([0, 1].map(() => [...fields, ['charset', '2']]));
  });

  it('is read whole where a value looks like a form', () => {
    expect(readForms('x=1&app_id=app_id=1&charset=2&subject=3')).toHaveLength(2);
  });

  it('is read as it was before HTML', () => {
    const escaped = FORM.replaceAll('&', '&amp;').replace('a+b', '&quot;');
    expect(readForms(escaped).map(({ undone }) => undone)).toEqual([
      [],
      ['html-escaped'],
      ['html-escaped', 'not-encoded'],
      ['not-encoded'],
    ]);
    expect(readForms(escaped)[1]?.pairs).toEqual([
      ['app_id', '1'],
      ['charset', '"'],
      ['subject', '%'],
    ]);
    for (const entity of ['&lt;', '&gt;', '&apos;', '&#34;', '&#x22;', '&QUOT;']) {
      expect(readForms(`${FORM}${entity}`)).toHaveLength(4);
    }
    expect(readForms(`${FORM}&other;`)).toHaveLength(2);
  });

  it('has what stands after an unknown name in the value before it', () => {
    const [, raw] = readForms('app_id=1&x=2&y&charset=3=4&trade_no=5');
    expect(raw?.pairs).toEqual([
      ['app_id', '1&x=2&y'],
      ['charset', '3=4'],
      ['trade_no', '5'],
    ]);
  });

  it.each([
    [FORM, false],
    [`${FORM}%`, true],
    [`${FORM}%4`, true],
    [`${FORM}%F`, true],
    [`${FORM}%4a`, false],
    [`${FORM}&trade`, true],
    [`${FORM}&`, false],
    [`${FORM}&trade=`, false],
  ])('%s is cut: %s', (text, isCut) => {
    expect(readForms(text).map((one) => one.isCut)).toEqual([isCut, isCut]);
  });

  it.each(['app_id=1&charset=2', 'app_id=1&charset=2&x=3', 'app_id 1 charset 2 subject 3', ''])(
    '%j is none',
    (text) => {
      expect(readForms(text)).toEqual([]);
    },
  );
});

describe('JSON in a text', () => {
  const none = { messages: [], answers: [], texts: [], isCut: false };
  const message = { app_id: '1', charset: '2', trade_no: '3' };
  const text = JSON.stringify(message);

  it.each<[string, object]>([
    [text, { messages: [message] }],
    [`log ${text} and ${text} ok`, { messages: [message, message] }],
    [`{"a":${text},"b":[${text}]}`, { messages: [message, message] }],
    [
      '{"appId":1.50,"charset": -2 ,"tradeNo":30}',
      { messages: [{ appId: '1.50', charset: '-2', tradeNo: '30' }] },
    ],
    ['{"app_id":"1","charset":"2"}', { texts: ['1', '2'] }],
    ['{"a":{"b":["c","}{"]}}', { texts: ['c', '}{'] }],
    ['{"a_response": {"b":1},"sign":2}', { answers: ['{"a_response": {"b":1},"sign":2}'] }],
    ['{"x":{"a_response":{"b":1}}}', { answers: ['{"a_response":{"b":"1"}}'] }],
    ['{"a_response_x":"1"}', { texts: ['1'] }],
    ['{"a":{"b":{"c":{"d":{"e":{"f":{"g":"1"}}}}}},"h":"2"}', { texts: ['2'] }],
    ['{"a":{"b":{"c":{"d":{"e":{"f":"1"}}}}}}', { texts: ['1'] }],
    ['{"a":null,"b":true}', {}],
    ['{"a":"1","b":"2","c":"3"}', { texts: ['1', '2', '3'] }],
    ['{no json}', {}],
    ['} {"a":"1"} }', { texts: ['1'] }],
    ['{"a":"\\"}{"}', { texts: ['"}{'] }],
    ['{"a":"1"', { isCut: true }],
    ['{"a":"1"} {', { texts: ['1'], isCut: true }],
    ['', {}],
  ])('%s', (said, found) => {
    expect(findJson(said)).toEqual({ ...none, ...found });
  });
});
