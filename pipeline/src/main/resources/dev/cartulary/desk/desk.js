'use strict';
// Keys, and corrections by selecting. All that decides is in the forms, which work without this.
document.addEventListener('DOMContentLoaded', () => {
  const rows = [...document.querySelectorAll('[data-row]')];
  const text = document.getElementById('text');
  let at = Math.max(0, rows.findIndex((row) => row.id === 'current'));

  function go(to) {
    if (!rows.length) return;
    at = Math.min(rows.length - 1, Math.max(0, to));
    rows.forEach((row, i) => row.classList.toggle('at', i === at));
    rows[at].focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: 'nearest' });
    const place = document.getElementById('e-' + rows[at].dataset.row);
    if (place) place.scrollIntoView({ block: 'center' });
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

  function take(form) {
    const words = selected();
    if (!words) return false;
    form.elements.start.value = words.start;
    form.elements.end.value = words.end;
    form.elements.words.value = words.words;
    return true;
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
    const row = rows[at];
    const button = row && row.querySelector(`[data-press="${key}"]`);
    if (!button) return;
    if (key === 'c' && !selected()) {
      row.querySelector('input[name=words]').focus();
      return;
    }
    button.form.requestSubmit(button);
  }

  document.addEventListener('focusin', (event) => {
    const row = event.target.closest('[data-row]');
    if (row) at = rows.indexOf(row);
    rows.forEach((each, i) => each.classList.toggle('at', i === at));
  });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input')) {
      if (event.key === 'Escape') rows[at].focus();
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

  go(at);
});
