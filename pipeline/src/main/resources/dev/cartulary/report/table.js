'use strict';
// The table of documents: rows come from the files in data, a page of them is in the document at a time.
const cartulary = {
  rows: [],
  add(rows) {
    for (const row of rows) this.rows.push(row);
  },
};

document.addEventListener('DOMContentLoaded', () => {
  const PATH = 2;
  const PAGE = 3;
  const STATE = 4;
  const REMARK = 5;
  // The columns as they are shown, by their places in a row.
  const COLUMNS = [PATH, STATE, 6, 7, 8, 9, 10, 11];
  const SECONDS = 11;
  const AT_A_TIME = 100;
  const collator = new Intl.Collator('en', { numeric: true });
  const numbers = new Intl.NumberFormat('en');
  const heads = [...document.querySelectorAll('.documents thead th')];
  const body = document.getElementById('rows');
  const search = document.getElementById('search');
  const state = document.getElementById('state');
  const pager = document.getElementById('pager');
  const back = document.getElementById('back');
  const on = document.getElementById('on');
  const words = cartulary.rows.map((row) => `${row[PATH]}\n${row[6]}\n${row[REMARK]}\n${row[0] || ''}`.toLowerCase());
  let sorted = { column: 0, down: false };
  // All rows in the order that was asked for: what is searched for comes out of it in order.
  const order = cartulary.rows.map((row, i) => i);
  let shown = [];
  let first = 0;

  function compare(a, b) {
    const place = COLUMNS[sorted.column];
    const x = cartulary.rows[a][place];
    const y = cartulary.rows[b][place];
    const difference = typeof x === 'number' ? x - y : collator.compare(x, y);
    return (sorted.down ? -difference : difference) || a - b;
  }

  function sort() {
    order.sort(compare);
    choose();
  }

  function choose() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    shown = order.filter(
      (i) =>
        (state.value === '' || cartulary.rows[i][STATE] === state.value) &&
        wanted.every((word) => words[i].includes(word)),
    );
    first = 0;
    draw();
  }

  function element(name, content) {
    const made = document.createElement(name);
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function drawn(row) {
    const line = element('tr');
    COLUMNS.forEach((place, column) => {
      const cell = element(column === 0 ? 'th' : 'td');
      if (column === 0) {
        cell.scope = 'row';
        const name = element(row[PAGE] === '' ? 'bdi' : 'a', row[PATH]);
        if (row[PAGE] !== '') {
          name.href = row[PAGE];
          name.dir = 'auto';
        }
        cell.append(name);
      } else if (place === STATE) {
        const styles = { read: 'found', 'to review': 'needs-review', failed: 'ungrounded' };
        cell.className = styles[row[STATE]];
        const word = element('span', row[STATE]);
        word.className = 'status';
        cell.append(word);
        if (row[REMARK] !== '') {
          const remark = element('span', row[REMARK]);
          remark.className = 'remark';
          cell.append(remark);
        }
      } else if (row[STATE] !== 'failed') {
        const value = row[place];
        if (typeof value !== 'number') cell.textContent = value;
        else cell.textContent = place === SECONDS ? value.toFixed(2) : numbers.format(value);
      }
      line.append(cell);
    });
    return line;
  }

  function draw() {
    const last = Math.min(first + AT_A_TIME, shown.length);
    body.replaceChildren(...shown.slice(first, last).map((i) => drawn(cartulary.rows[i])));
    const all = numbers.format(cartulary.rows.length);
    document.getElementById('count').textContent =
      shown.length === cartulary.rows.length ? `${all} in all` : `${numbers.format(shown.length)} of ${all}`;
    pager.hidden = shown.length <= AT_A_TIME;
    document.getElementById('where').textContent =
      `${numbers.format(first + 1)} to ${numbers.format(last)} of ${numbers.format(shown.length)}`;
    back.disabled = first === 0;
    on.disabled = last === shown.length;
    heads.forEach((head, column) => {
      if (column === sorted.column) head.setAttribute('aria-sort', sorted.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  heads.forEach((head, column) => {
    head.querySelector('button').addEventListener('click', () => {
      const numeric = cartulary.rows.length > 0 && typeof cartulary.rows[0][COLUMNS[column]] === 'number';
      sorted = { column, down: sorted.column === column ? !sorted.down : numeric };
      sort();
    });
  });
  back.addEventListener('click', () => {
    first -= AT_A_TIME;
    draw();
  });
  on.addEventListener('click', () => {
    first += AT_A_TIME;
    draw();
  });
  search.addEventListener('input', choose);
  state.addEventListener('change', choose);
  document.getElementById('tools').addEventListener('submit', (event) => event.preventDefault());
  sort();
});
