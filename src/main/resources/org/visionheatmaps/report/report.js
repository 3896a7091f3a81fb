'use strict';
(() => {
  const byId = (id) => document.getElementById(id);

  // Rules by their outcome.
  const ruleTools = byId('rule-tools');
  if (ruleTools) {
    const buttons = [...ruleTools.querySelectorAll('button')];
    const rows = [...byId('rule-table').tBodies[0].rows];
    const press = (pressed) => {
      const status = pressed.dataset.status;
      for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
      for (const row of rows) {
        const own = row.dataset.status;
        row.hidden = status === 'open' ? own === 'passed' : status !== '' && own !== status;
      }
    };
    for (const button of buttons) button.addEventListener('click', () => press(button));
    press(buttons[0]);
  }

  // One panel of plots at a time.
  const panel = byId('panel');
  if (panel) {
    const show = () => {
      for (const option of panel.options) byId('panel-' + option.value).hidden = option.value !== panel.value;
    };
    panel.addEventListener('change', show);
    for (const link of document.querySelectorAll('a[data-panel]')) {
      link.addEventListener('click', () => {
        panel.value = link.dataset.panel;
        show();
      });
    }
    show();
  }

  // The gallery.
  const holder = byId('cards');
  if (!holder) return;
  const cards = [...holder.children].map((element, place) => ({
    element,
    place,
    id: element.dataset.id,
    kind: element.dataset.kind,
    words: element.dataset.search,
    numbers: new Map(element.dataset.sort.split(' ').filter(Boolean).map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), Number(pair.slice(at + 1))];
    })),
    labels: new Map([...element.querySelectorAll('.label')].map((label) => [label.dataset.name, label.dataset.value])),
  }));
  const search = byId('search');
  const kind = byId('kind');
  const labels = [...document.querySelectorAll('#gallery-tools select.label')];
  const sort = byId('sort');

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const matches = words.every((word) => card.words.includes(word))
        && (!kind || !kind.value || card.kind === kind.value)
        && labels.every((label) => !label.value || card.labels.get(label.dataset.name) === label.value);
      card.element.hidden = !matches;
      if (matches) shown += 1;
    }
    byId('shown').textContent = shown === cards.length ? shown + ' shown' : shown + ' of ' + cards.length + ' shown';
  };

  const order = () => {
    const least = sort.value.startsWith('-');
    const name = least ? sort.value.slice(1) : sort.value;
    const sorted = [...cards].sort((a, b) => {
      if (name === 'id' && a.id !== b.id) return a.id < b.id ? -1 : 1;
      if (name && name !== 'id') {
        const x = a.numbers.get(name);
        const y = b.numbers.get(name);
        if (x !== y) {
          if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
          return least ? x - y : y - x;
        }
      }
      return a.place - b.place;
    });
    holder.append(...sorted.map((card) => card.element));
  };

  // A card that is linked to is shown, whatever is chosen.
  const reveal = () => {
    const target = cards.find((card) => card.element.id === location.hash.slice(1));
    if (target && target.element.hidden) {
      search.value = '';
      for (const select of [kind, ...labels]) if (select) select.value = '';
      filter();
      target.element.scrollIntoView();
    }
  };

  search.addEventListener('input', filter);
  for (const select of [kind, ...labels]) if (select) select.addEventListener('change', filter);
  sort.addEventListener('change', order);
  window.addEventListener('hashchange', reveal);
  filter();
  if (sort.value) order();
  reveal();
})();
