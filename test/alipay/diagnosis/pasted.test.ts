import { describe, expect, it } from '@jest/globals';
import { bytesOfText } from '../../../src/alipay/byte-text.js';
import { type Pasted, readPasted, type Sample } from '../../../src/alipay/diagnosis/pasted.js';

const FORM = 'app_id=1&charset=2&subject=a%26b';
const FIELDS = { app_id: '1', charset: '2', subject: 'a&b' };
const JSON_FORM = JSON.stringify(FIELDS);
const read = (text: string | Buffer) => readPasted(Buffer.from(text as string));
const samplesOf = (pasted: Pasted) => (pasted.kind === 'message' ? pasted.samples : []);
const first = (text: string | Buffer): Sample | undefined => samplesOf(read(text))[0];
const fieldsOf = (sample: Sample | undefined) => Object.fromEntries(sample?.draft ?? []);
const plain = { undone: [], twice: [], isCut: false };

describe('a message is found', () => {
  it.each<[string, string, Sample['as']]>([
    ['as a form', FORM, 'form'],
    ['in a curl line', `curl https://a.b -d '${FORM}'`, 'curl'],
    ['as JSON', JSON_FORM, 'json'],
    ['as a form in JSON', JSON.stringify({ body: FORM }), 'json'],
    ['as JSON in JSON', JSON.stringify({ body: JSON_FORM }), 'json'],
    ['in a curl line with JSON', `curl https://a.b -d '${JSON_FORM}'`, 'json'],
    ['printed', 'app_id: 1\ncharset: 2\nsubject: a&b\ntrade_no: 3', 'printed'],
    ['behind a byte order mark', `\ufeff${FORM}`, 'form'],
    ['with zeros', FORM.split('').join('\0'), 'form'],
  ])('%s', (_, text, as) => {
    const sample = first(text);
    expect(sample).toMatchObject({ as, ...plain });
    expect(fieldsOf(sample)).toMatchObject(FIELDS);
  });

  it('with what is there twice: the first value counts, and a name only where they differ', () => {
    const sample = first(`${FORM}&charset=3&app_id=1`);
    expect(fieldsOf(sample)).toEqual(FIELDS);
    expect(sample?.twice).toEqual(['charset']);
  });

  it('in each way to read it', () => {
    const all = samplesOf(read(`${FORM} ${JSON_FORM}`)).map(({ as, undone }) => [as, ...undone]);
    expect(all.slice(0, 3)).toEqual([['json'], ['form'], ['form', 'not-encoded']]);
    const many = Array.from({ length: 30 }, () => JSON_FORM).join(' ');
    expect(samplesOf(read(many))).toHaveLength(24);
  });

  it('where it is cut, and says so', () => {
    const cut = samplesOf(read(`curl https://a.b -d '${FORM}`));
    expect(new Set(cut.map(({ isCut }) => isCut))).toEqual(new Set([true]));
    expect(first(`curl https://a.b -d '${FORM}'`)?.isCut).toBe(false);
  });

  it('in the bytes that it was sent in', () => {
    const gbk = Buffer.from(FORM.replace('a%26b', '\u{ba}\u{ba}'), 'latin1');
    expect(fieldsOf(first(gbk))['subject']).toBe('\u{ba}\u{ba}');
    expect(fieldsOf(first(JSON.stringify({ ...FIELDS, subject: '汉' })))['subject']).toBe(
      bytesOfText('汉'),
    );
    const printed = first('app_id: 1\ncharset: 2\nsubject: 汉\ntrade_no: 3');
    expect(fieldsOf(printed)['subject']).toBe(bytesOfText('汉'));
  });

  it.each<[object, object, string[]]>([
    [{ subject: ['x'] }, { subject: 'x' }, []],
    [{ subject: ['x', 'y'] }, { subject: 'x' }, []],
    [{ subject: ['x', 1] }, { subject: '["x",1]' }, ['json-reformatted']],
    [{ subject: { a: 1 } }, { subject: '{"a":"1"}' }, ['json-reformatted']],
    [{ subject: null }, {}, []],
    [{ subject: true }, { subject: 'true' }, []],
    [{ total_amount: 1.5 }, { total_amount: '1.5' }, []],
  ])('in JSON whose values are %j', (more, found, undone) => {
    const { subject: _subject, ...rest } = FIELDS;
    const sample = first(JSON.stringify({ ...rest, trade_no: '3', ...more }));
    expect(fieldsOf(sample)).toEqual({ ...rest, trade_no: '3', ...found });
    expect(sample?.undone).toEqual(undone);
  });

  it('as deep as somebody may have wrapped it, and no deeper', () => {
    const wrapped = (times: number) => {
      let text = JSON_FORM;
      for (let i = 0; i < times; i += 1) text = JSON.stringify({ a: text });
      return read(text).kind;
    };
    expect([wrapped(4), wrapped(5)]).toEqual(['message', 'none']);
  });

  it('in the first megabyte', () => {
    const spaces = (count: number) => ' '.repeat(count);
    expect(read(`${spaces(1_048_576 - FORM.length)}${FORM}`).kind).toBe('message');
    expect(read(`${spaces(1_048_576)}${FORM}`).kind).toBe('none');
  });
});

describe('an answer is found', () => {
  const ANSWER = '{"a_response":{"code":"10000"},"sign":"x"}';
  const answersOf = (text: string | Buffer) => {
    const pasted = read(text);
    return pasted.kind === 'answer' ? pasted.answers.map((one) => one.toString('latin1')) : [];
  };

  it.each([
    ['alone', ANSWER, [ANSWER]],
    ['in a text', `got ${ANSWER} in 80 ms`, [ANSWER]],
    ['beside a message', `${JSON_FORM} ${ANSWER}`, [ANSWER]],
    ['cut', ANSWER.slice(0, 30), [ANSWER.slice(0, 30)]],
    ['cut in a text', `got { "a_response" : {"co`, ['{ "a_response" : {"co']],
    ['cut behind its sign', '{"sign":"x","a_resp', ['{"sign":"x","a_resp']],
    ['cut in JSON', '{\\"a_response\\":{\\"co', ['{\\"a_response\\":{\\"co']],
    ['cut in a page', '{&quot;sign&quot;:&quot;x', ['{&quot;sign&quot;:&quot;x']],
  ])('%s', (_, text, answers) => {
    expect(answersOf(text)).toEqual(answers);
  });

  it('in its bytes, whatever its charset', () => {
    const gbk = ANSWER.replace('10000', '\u{ba}\u{ba}');
    expect(answersOf(Buffer.from(gbk, 'latin1'))).toEqual([gbk]);
    const utf8 = JSON.stringify({ body: ANSWER.replace('10000', '汉') });
    expect(answersOf(utf8)[0]).toBe(ANSWER.replace('10000', bytesOfText('汉')));
  });
});

it.each(['', 'hello', '{"a":1}', 'a=1&b=2', 'curl https://a.b', '"sign":"x"'])(
  '%j is none',
  (text) => {
    expect(read(text)).toEqual({ kind: 'none' });
  },
);
