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
  const heads = [...document.querySelectorAll('.documents thead th')];
  const body = document.getElementById('rows');
  const search = document.getElementById('search');
  const state = document.getElementById('state');
  const pager = document.getElementById('pager');
  const back = document.getElementById('back');
  const on = document.getElementById('on');
  const words = cartulary.rows.map((row) => `${row[PATH]}\n${row[6]}\n${row[REMARK]}\n${row[0] || ''}`.toLowerCase());
  let sorted = { column: 0, down: false };
  let shown = [];
  let first = 0;

  function compare(a, b) {
    const place = COLUMNS[sorted.column];
    const x = cartulary.rows[a][place];
    const y = cartulary.rows[b][place];
    const order = typeof x === 'number' ? x - y : collator.compare(x, y);
    return (sorted.down ? -order : order) || a - b;
  }

  function choose() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    shown = [];
    for (let i = 0; i < cartulary.rows.length; i++) {
      if (state.value !== '' && cartulary.rows[i][STATE] !== state.value) continue;
      if (wanted.every((word) => words[i].includes(word))) shown.push(i);
    }
    shown.sort(compare);
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
        else cell.textContent = place === SECONDS ? value.toFixed(2) : value.toLocaleString('en');
      }
      line.append(cell);
    });
    return line;
  }

  function draw() {
    const last = Math.min(first + AT_A_TIME, shown.length);
    body.replaceChildren(...shown.slice(first, last).map((i) => drawn(cartulary.rows[i])));
    const all = cartulary.rows.length.toLocaleString('en');
    document.getElementById('count').textContent =
      shown.length === cartulary.rows.length ? `${all} in all` : `${shown.length.toLocaleString('en')} of ${all}`;
    pager.hidden = shown.length <= AT_A_TIME;
    document.getElementById('where').textContent =
      `${(first + 1).toLocaleString('en')} to ${last.toLocaleString('en')} of ${shown.length.toLocaleString('en')}`;
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
      choose();
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
  choose();
});
