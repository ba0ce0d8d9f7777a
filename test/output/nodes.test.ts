import { expect, test } from 'vitest';
import { html } from '../../src/output/html/html.ts';
import { nodesJson } from '../../src/output/html/nodes.ts';

const nodes = (markup: ReturnType<typeof html>) => JSON.parse(nodesJson(markup));

test('markup as data: elements with their attributes and what is in them, texts as they are read', () => {
  const rows = ['total', 'currency'].map((name) => html`<tr><td class="name">${name}</td></tr>`);
  expect(nodes(html`<table id="${'t'}-1">${rows}</table> and ${3} more &amp; so on`)).toEqual([
    [
      'table',
      { id: 't-1' },
      [
        ['tr', {}, [['td', { class: 'name' }, ['total']]]],
        ['tr', {}, [['td', { class: 'name' }, ['currency']]]],
      ],
    ],
    ' and 3 more & so on',
  ]);
});

test('a hostile text stays a text, and shows what acts', () => {
  expect(nodes(html`<b>${'</b><script>alert(1)</script>&lt;'}</b>${'a\u001b[31m'}${null}${false}`)).toEqual([
    ['b', {}, ['</b><script>alert(1)</script>&lt;']],
    'aU+001B[31m',
  ]);
  expect(nodes(html`<a href="${'"><b x="'}">x</a>`)).toEqual([['a', { href: '"><b x="' }, ['x']]]);
});

test('what is no whole element of ours is refused', () => {
  expect(() => nodesJson(html`<p>`)).toThrow('leaves p open');
  expect(() => nodesJson(html`<p></b>`)).toThrow('closes b where p is open');
  expect(() => nodesJson(html`</p>`)).toThrow('closes p');
  expect(() => nodesJson(html`<p class=soft></p>`)).toThrow('cannot be read');
  expect(() => nodesJson(html`<p class="${html`<b></b>`}"></p>`)).toThrow('takes text alone');
});
