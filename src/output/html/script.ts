// What runs in the reader's browser. The page is whole without it: this finds, filters, saves and remembers.
// It writes text only (`textContent`); the page's policy refuses anything else.

export const SCRIPT = `
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const find = byId('find');
  const entries = [...document.querySelectorAll('#entries > details')];
  const rows = [...document.querySelectorAll('#list tbody tr')];
  const filters = [...document.querySelectorAll('[data-filter]')];
  for (const el of document.querySelectorAll('.js')) el.hidden = false;

  // A large page holds what its entries open to as data, packed: elements are made of it when they are wanted.
  const bodies = new Map();
  const wordsIn = (nodes) => nodes.map((node) => (typeof node === 'string' ? node : wordsIn(node[2]))).join(' ');
  const elementsOf = (nodes) =>
    nodes.map((node) => {
      if (typeof node === 'string') return node;
      const el = document.createElement(node[0]);
      for (const [name, value] of Object.entries(node[1])) el.setAttribute(name, value);
      el.append(...elementsOf(node[2]));
      return el;
    });
  const fill = (el) => {
    const body = bodies.get(el);
    if (!body) return;
    bodies.delete(el);
    el.append(...elementsOf(body));
  };
  const unpack = async (text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    const all = await new Response(stream).json();
    all.forEach((body, at) => {
      const el = entries[at];
      bodies.set(el, body);
      texts.set(el, (el.textContent + ' ' + wordsIn(body)).toLowerCase());
      el.addEventListener('toggle', () => fill(el));
      if (el.open) fill(el);
    });
    addEventListener('beforeprint', () => {
      if (root.dataset.print === 'full') entries.forEach(fill);
    });
    root.dataset.packed = 'ready';
  };

  const texts = new Map();
  const textOf = (el) => {
    let text = texts.get(el);
    if (text === undefined) texts.set(el, (text = el.textContent.toLowerCase()));
    return text;
  };
  if (byId('packed')) unpack(byId('packed').textContent);
  const search = (text) => {
    const words = text.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const el of entries) {
      const hit = words.every((word) => textOf(el).includes(word));
      if (el.hidden === hit) el.hidden = !hit;
      shown += hit;
    }
    const found = byId('found');
    if (found) found.textContent = text ? shown + ' of ' + entries.length + ' shown.' : '';
  };
  const filter = () => {
    const wanted = new Map(filters.map((el) => [el.dataset.filter, el.value]));
    const cell = { severity: 1, owner: 2, rule: 3 };
    const said = (row, name) => row.cells[cell[name]].textContent.replace(/^[^\\w@#]+ /, '').trim();
    let shown = 0;
    for (const row of rows) {
      const hit = [...wanted].every(([name, value]) => value === '' || said(row, name) === value);
      row.hidden = !hit;
      shown += hit;
    }
    const listed = byId('listed');
    if (listed) listed.textContent = shown + ' of ' + rows.length + ' shown';
  };

  // The address keeps the view, so that it can be sent: #q=order, #findings?owner=checkout&severity=error
  const fromAddress = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith('q=')) {
      if (find) find.value = hash.slice(2);
      search(hash.slice(2));
      byId('dictionary')?.scrollIntoView();
      return;
    }
    const [id, query] = hash.split('?');
    if (query !== undefined) {
      const wanted = new URLSearchParams(query);
      for (const el of filters) {
        const value = wanted.get(el.dataset.filter) ?? '';
        el.value = [...el.options].some((option) => option.value === value) ? value : '';
      }
      filter();
    }
    const target = id ? byId(id) : null;
    if (target) {
      if (target.hidden) {
        if (find) find.value = '';
        search('');
        for (const el of filters) el.value = '';
        filter();
      }
      for (let el = target; el; el = el.parentElement) if (el.tagName === 'DETAILS') el.open = true;
      target.scrollIntoView();
    }
    for (const a of document.querySelectorAll('nav a'))
      if (a.getAttribute('href') === '#' + (target?.closest('main > section')?.id ?? 'state')) a.setAttribute('aria-current', 'true');
      else a.removeAttribute('aria-current');
  };
  find?.addEventListener('input', () => {
    search(find.value);
    history.replaceState(null, '', find.value ? '#q=' + encodeURIComponent(find.value) : '#dictionary');
  });
  find?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') byId('dictionary')?.scrollIntoView();
  });
  for (const el of filters)
    el.addEventListener('change', () => {
      filter();
      const query = new URLSearchParams(filters.filter((one) => one.value).map((one) => [one.dataset.filter, one.value]));
      history.replaceState(null, '', '#findings' + (query.size ? '?' + query : ''));
    });
  addEventListener('hashchange', fromAddress);
  if (location.hash) fromAddress();

  addEventListener('keydown', (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      find?.focus();
    } else if (event.key === 'Escape' && document.activeElement === find) {
      find.value = '';
      find.dispatchEvent(new Event('input'));
    }
  });
  byId('theme')?.addEventListener('click', () => {
    root.dataset.theme = getComputedStyle(root).colorScheme === 'dark' ? 'light' : 'dark';
  });

  // A column's head sorts by it: figures by their worth, then words. Narrow screens show tables as cards, without heads.
  const worth = (row, at) => {
    const text = row.cells[at].textContent.replace(/^[✓◆✕○?] /, '').trim();
    const figure = Number(text.replace(/^−/, '-').replace(/^\\+|,| ?%$| points$/g, ''));
    return text === '' || Number.isNaN(figure) ? text.toLowerCase() : figure;
  };
  const order = (a, b) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === 'number' ? -1 : 1);
  for (const table of matchMedia('(min-width:641px)').matches ? document.querySelectorAll('table[data-sort]') : []) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, at) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'sort';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const one of heads) one.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const sorted = [...body.rows].map((row, place) => ({ row, place, worth: worth(row, at) }));
        sorted.sort((a, b) => (down ? order(b.worth, a.worth) : order(a.worth, b.worth)) || a.place - b.place);
        body.append(...sorted.map(({ row }) => row));
      });
    });
  }

  // A table becomes a file. A cell that a spreadsheet would run as a formula is made text.
  const cell = (text) => {
    const safe = /^\\s*[=+\\-@|%\\t\\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  };
  for (const button of document.querySelectorAll('[data-csv]'))
    button.addEventListener('click', () => {
      const table = byId(button.dataset.csv);
      const lines = [...table.rows].map((row) =>
        [...row.cells].map((one) => cell(one.textContent.replace(/\\s+/g, ' ').trim())).join(','),
      );
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['\\ufeff', lines.join('\\r\\n')], { type: 'text/csv' }));
      link.download = button.dataset.csv + '.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    });
})();
`;
