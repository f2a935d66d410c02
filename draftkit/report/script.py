"""The script of the HTML report: filters, jumping between text and findings, verdicts. The page can
be read without it; it asks nothing of any network and keeps verdicts in this browser alone."""

SCRIPT = """
(function () {
  'use strict';
  var root = document.documentElement;
  root.classList.add('js');
  function all(from, what) { return Array.prototype.slice.call(from.querySelectorAll(what)); }
  function load(key) { try { return JSON.parse(localStorage.getItem(key) || '{}'); } catch (e) { return {}; } }
  function save(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch (e) { return; } }
  function light(rep, number, scroll) {
    all(rep, '.on').forEach(function (one) { one.classList.remove('on'); });
    var marks = all(rep, '.m').filter(function (one) { return one.dataset.f.split(' ').indexOf(number) >= 0; });
    marks.forEach(function (one) { one.classList.add('on'); });
    var card = rep.querySelector('.finding[data-n="' + number + '"]');
    if (card) { card.classList.add('on'); }
    var to = scroll === 'card' ? card : marks[0];
    if (to) { to.scrollIntoView({ block: 'center' }); }
  }
  function source(rep, id, piece) {
    all(rep, '.on').forEach(function (one) { one.classList.remove('on'); });
    var from = document.getElementById(id), box = rep.querySelector('.where');
    if (!from || !box) { return; }
    piece.classList.add('on');
    box.textContent = '';
    all(from, 'td').forEach(function (cell) {
      var line = document.createElement('div');
      Array.prototype.forEach.call(cell.childNodes, function (one) { line.appendChild(one.cloneNode(true)); });
      box.appendChild(line);
    });
    box.hidden = false;
    box.scrollIntoView({ block: 'nearest' });
  }
  all(document, '.report').forEach(function (rep) {
    var ref = JSON.parse(rep.dataset.ref), key = 'draftkit:' + ref.path + ':' + rep.dataset.key;
    var said = load(key), cards = all(rep, '.finding');
    function chosen(name) { return all(rep, 'select[name=' + name + ']').map(function (one) { return one.value; })[0] || ''; }
    function filter() {
      var shown = 0, levels = all(rep, '.bar input').filter(function (one) { return one.checked; })
        .map(function (one) { return one.value; });
      var family = chosen('family'), owner = chosen('owner'), state = chosen('state'), hidden = {};
      cards.forEach(function (card) {
        var word = (said[card.dataset.p] || {}).verdict || '';
        var ok = levels.indexOf(card.dataset.level) >= 0 && (!family || card.dataset.family === family) &&
          (!owner || card.dataset.owner === owner) && (!state || (state === 'open' ? !word : word === state));
        card.hidden = !ok;
        if (ok) { shown += 1; } else { hidden[card.dataset.n] = true; }
      });
      all(rep, '.m').forEach(function (one) {
        one.classList.toggle('off', one.dataset.f.split(' ').every(function (n) { return hidden[n]; }));
      });
      all(rep, '.shown').forEach(function (one) { one.textContent = '显示' + shown + '/' + cards.length; });
    }
    function paint() {
      var done = 0;
      cards.forEach(function (card) {
        var word = said[card.dataset.p] || {};
        all(card, '.say button').forEach(function (one) {
          one.setAttribute('aria-pressed', one.value === word.verdict ? 'true' : 'false');
        });
        card.classList.toggle('said', Boolean(word.verdict));
        if (word.verdict) { done += 1; }
      });
      all(rep, '.done').forEach(function (one) { one.textContent = '已评' + done + '/' + cards.length; });
    }
    cards.forEach(function (card) {
      var note = card.querySelector('.say input');
      if (note && said[card.dataset.p]) { note.value = said[card.dataset.p].note || ''; }
      all(card, '.say button').forEach(function (one) {
        one.addEventListener('click', function () {
          var old = said[card.dataset.p] || {};
          if (old.verdict === one.value) { delete said[card.dataset.p]; }
          else { said[card.dataset.p] = { verdict: one.value, note: note ? note.value : '', code: card.dataset.code }; }
          save(key, said); paint();
        });
      });
      if (note) {
        note.addEventListener('input', function () {
          if (said[card.dataset.p]) { said[card.dataset.p].note = note.value; save(key, said); }
        });
      }
    });
    all(rep, '.bar input, .bar select').forEach(function (one) { one.addEventListener('change', filter); });
    all(rep, '.export').forEach(function (one) {
      one.addEventListener('click', function () {
        var rows = cards.filter(function (card) { return (said[card.dataset.p] || {}).verdict; }).map(function (card) {
          var word = said[card.dataset.p];
          return { fingerprint: card.dataset.p, code: card.dataset.code, verdict: word.verdict, note: (word.note || '').slice(0, 2000) };
        });
        var text = JSON.stringify({ schema: 'draftkit.review/1', document: ref, verdicts: rows }, null, 1);
        var link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
        link.download = rep.dataset.name + '.review.json';
        document.body.appendChild(link); link.click(); link.remove();
      });
    });
    rep.addEventListener('click', function (event) {
      var mark = event.target.closest('.m');
      if (mark) { event.preventDefault(); light(rep, mark.dataset.f.split(' ')[0], 'card'); return; }
      var place = event.target.closest('a.place');
      if (place) { event.preventDefault(); light(rep, place.closest('.finding').dataset.n, 'mark'); return; }
      var piece = event.target.closest('.paper [data-t], .paper [data-s]');
      if (piece) { source(rep, piece.dataset.t ? rep.id + '-t' + piece.dataset.t : 's-' + piece.dataset.s, piece); }
    });
    paint(); filter();
  });
})();
"""
