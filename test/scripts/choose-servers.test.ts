import { describe, expect, it } from '@jest/globals';
import { chooseWay, waysOut } from '../../scripts/lib/servers/choose-servers.mjs';

const all = {
  givenUrl: 'mysql://there/db',
  dockerAnswers: true,
  program: '/usr/sbin/mariadbd',
  canApt: true,
};

describe('chooseWay', () => {
  it.each([
    ['given', all],
    ['docker', { ...all, givenUrl: undefined }],
    ['docker', { ...all, givenUrl: '' }],
    ['program', { ...all, givenUrl: undefined, dockerAnswers: false }],
    ['apt', { ...all, givenUrl: undefined, dockerAnswers: false, program: undefined }],
    ['none', { dockerAnswers: false, canApt: false }],
  ])('takes %s', (way, facts) => {
    expect(chooseWay(facts)).toBe(way);
  });

  it('tells three ways out, and what for', () => {
    const text = waysOut(['database', 'Redis']);
    expect(text).toContain('database and a Redis');
    expect(text.match(/^ {2}\d\. /gm)).toHaveLength(3);
  });
});
