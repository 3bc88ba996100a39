'use strict';
// Keys, and corrections by selecting. All that decides is in the forms, which work without this.
document.addEventListener('DOMContentLoaded', () => {
  const rows = [...document.querySelectorAll('tr[id^="f-"], .adding')];
  const text = document.getElementById('text');
  let at = 0;

  rows.forEach((row) => { row.tabIndex = -1; });

  // What is done about a row.
  function form(row) {
    return (row.matches('tr') ? row.nextElementSibling : row).querySelector('form');
  }

  function mark(row) {
    at = rows.indexOf(row);
    rows.forEach((each) => each.removeAttribute('aria-current'));
    row.setAttribute('aria-current', 'true');
  }

  // The row's place in the text is shown by what has the focus.
  function go(to) {
    if (!rows.length) return;
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    const details = row.closest('details');
    if (details) details.open = true;
    row.focus({ preventScroll: true });
    form(row).scrollIntoView({ block: 'nearest' });
    row.scrollIntoView({ block: 'nearest' });
  }

  // Counted in the text that the server sent, page by page.
  function offset(node, inNode) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const page = element && element.closest('.lines');
    if (!page) return -1;
    const before = document.createRange();
    before.setStart(page, 0);
    before.setEnd(node, inNode);
    return Number(page.dataset.start) + before.toString().length;
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text || !text.contains(range.commonAncestorContainer)) return null;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start < 0 || end <= start ? null : { start, end, words: range.toString() };
  }

  function take(to) {
    const words = selected();
    if (!words) return;
    to.elements.start.value = words.start;
    to.elements.end.value = words.end;
    to.elements.words.value = words.words;
  }

  // Typed words count where somebody typed; else what is selected.
  document.addEventListener('submit', (event) => {
    const act = event.submitter && event.submitter.value;
    const input = event.target.elements.words;
    if ((act === 'correct' || act === 'add') && input && input.type !== 'hidden' && !input.value) {
      take(event.target);
    }
  });

  function press(key) {
    const button = rows.length && form(rows[at]).querySelector(`[data-press="${key}"]`);
    if (!button) return;
    if (key === 'c' && !selected()) {
      button.form.elements.words.focus();
      return;
    }
    button.form.requestSubmit(button);
  }

  document.addEventListener('focusin', (event) => {
    const controls = event.target.closest('.controls');
    const row = controls ? controls.previousElementSibling : event.target.closest('tr[id^="f-"], .adding');
    if (row && rows.includes(row)) mark(row);
  });

  // No selection can begin in a link: a place leads to its row by a click that selects nothing.
  if (text) {
    text.querySelectorAll('a[href^="#"]').forEach((link) => {
      const row = document.getElementById(link.hash.slice(1));
      link.removeAttribute('href');
      link.addEventListener('click', () => {
        if (!selected() && rows.includes(row)) go(rows.indexOf(row));
      });
    });
  }

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input')) {
      if (event.key === 'Escape') go(at);
      return;
    }
    if (event.target.matches('button') && (event.key === 'Enter' || event.key === ' ')) return;
    const keys = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      n: () => document.getElementById('next') && document.getElementById('next').click(),
      q: () => document.getElementById('queue').click(),
      '?': () => {
        const help = document.getElementById('help');
        if (help) help.open = !help.open;
      },
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    } else if ('acxu'.includes(event.key) && event.key.length === 1) {
      event.preventDefault();
      press(event.key);
    }
  });

  go(0);
});
