import { expect, test } from 'vitest';
import { koreanParticle } from '../../../server/src/core/util/language.ts';
import { endsOnMany } from '../../support/ends.ts';

test.each([
  ['db', '를'],
  ['redis', '를'],
  ['nginx', '를'],
  ['api', '를'],
  ['port', '를'],
  ['endpoint', '를'],
  ['service', '를'],
  ['kube', '를'],
  ['cache', '를'],
  ['cluster', '를'],
  ['IP', '를'],
  ['DNS', '를'],
  ['clusterIPs', '를'],
  ['web', '을'],
  ['job', '을'],
  ['app', '을'],
  ['stack', '을'],
  ['secret', '을'],
  ['StatefulSet', '을'],
  ['config-map', '을'],
  ['admin', '을'],
  ['name', '을'],
  ['zone', '을'],
  ['CNAME', '을'],
  ['kube-system', '을'],
  ['staging', '을'],
  ['local', '을'],
  ['table', '을'],
  ['URL', '을'],
  ['파드', '를'],
  ['이름', '을'],
])('%s%s', (word, particle) => expect(koreanParticle(word, ['을', '를'])).toBe(particle));

test.each([
  ['web-0', '이'],
  ['web-1', '이'],
  ['web-2', '가'],
  ['3', '이'],
  ['4', '가'],
  ['10.0.0.5', '가'],
  ['6', '이'],
  ['8080', '이'],
  ['9', '가'],
])('%s%s', (number, particle) => expect(koreanParticle(number, ['이', '가'])).toBe(particle));

test.each([
  ['default', '로'],
  ['prod', '로'],
  ['shop', '으로'],
  ['web', '으로'],
  ['local', '로'],
  ['서울', '로'],
  ['집', '으로'],
  ['1', '로'],
  ['3', '으로'],
])('ㄹ is like a vowel before 로: %s%s', (word, particle) =>
  expect(koreanParticle(word, ['으로', '로'])).toBe(particle),
);

test.each([
  ['"web"', '은'],
  ['`db`', '는'],
  ['"web-1" (web.yaml:3)', '은'],
  ['labels("app: web")', '는'],
  ['[web · web.yaml:3](file:///a/b.yaml#L3)', '은'],
  ['<strong>[web · web.yaml:3](file:///a/b.yaml#L3)</strong>', '은'],
  ['<strong>[web · web.yaml:4](file:///a/b.yaml#L4)</strong>', '는'],
  ['(web)', '은'],
  ['', '는'],
  ['*', '는'],
])('over signs and what stands in parentheses: %s%s', (text, particle) =>
  expect(koreanParticle(text, ['은', '는'])).toBe(particle),
);

test.each([' db', 'é', '"', '(', ')'])('a long word before %j takes no longer than its letters', (end) => {
  for (const piece of ['x', '(x', '가', ' '])
    endsOnMany(piece, (text) => void koreanParticle(`${text}${end}`, ['을', '를']));
});
