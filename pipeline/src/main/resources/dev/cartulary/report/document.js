'use strict';
// Shows the place of a field while it is looked at, and the field of a place. The links do the same without this.
document.addEventListener('DOMContentLoaded', () => {
  const text = document.getElementById('text');
  const parts = new Map();
  for (const part of document.querySelectorAll('[data-of]')) {
    for (const of of part.dataset.of.split(' ')) {
      if (!parts.has(of)) parts.set(of, []);
      parts.get(of).push(part);
    }
  }
  let lit = [];

  function light(of) {
    for (const part of lit) part.classList.remove('lit');
    lit = of.flatMap((id) => parts.get(id) || []);
    for (const part of lit) part.classList.add('lit');
  }

  // The text and the pictures scroll by themselves where they stand beside the fields, and the page stays where it is.
  const panes = [document.getElementById('pictures'), text].filter((pane) => pane);

  function isBeside() {
    return getComputedStyle(text).overflowY === 'auto';
  }

  // Again for some frames: pages that come into sight have their true height only then.
  function show(pane, place, frames = 4) {
    const frame = pane.getBoundingClientRect();
    const box = place.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
    if (frames > 0) requestAnimationFrame(() => show(pane, place, frames - 1));
  }

  function look(target) {
    const part = target.closest && target.closest('[data-of]');
    if (!part) {
      light([]);
      return;
    }
    const of = part.dataset.of.split(' ');
    light(of);
    if (!isBeside()) return;
    if (panes.some((pane) => pane.contains(part))) {
      const row = document.getElementById(of[0]);
      const details = row && row.closest('details');
      if (row && (!details || details.open)) row.scrollIntoView({ block: 'nearest' });
    }
    for (const pane of panes) {
      const place = !pane.contains(part) && lit.find((each) => pane.contains(each));
      if (place) show(pane, place);
    }
  }

  document.addEventListener('mouseover', (event) => look(event.target));
  document.addEventListener('focusin', (event) => look(event.target));
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#e-"], a[href^="#b-"], a[href^="#k-"]');
    if (!link || !isBeside()) return;
    const place = document.getElementById(link.hash.slice(1));
    if (place && place.nextElementSibling) {
      event.preventDefault();
      history.replaceState(null, '', link.hash);
      show(text, place.nextElementSibling);
    }
  });
});
