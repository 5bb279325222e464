/* Search, the day chooser and copy buttons. Pages are whole without it. Nothing is fetched but the index beside the page. */
"use strict";
(function () {
  var root = document.body.dataset.root;
  var texts = window.veracSays;

  /* -- words: the same stem for the inflected forms of a word. compiler/emit/site/stems.py does the same. -- */

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function stem(word) {
    var found = word.replace(/heden$/, "heid").replace(/'s$/, "");
    var one = found.replace(/(e[rlmn]|aar|oo?r|eur|ie|age|je|[ao])s$/, "$1");
    if (one === found && found.length > 4) one = found.replace(/(?:en|e)$/, "");
    found = one;
    if (found.length > 4) found = found.replace(/(?:en|e)$/, "");
    return found.replace(/([a-z])\1/g, "$1").replace(/v$/, "f").replace(/z$/, "s");
  }

  function wordsOf(text) {
    var parted = text.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/([A-Z])([A-Z][a-z])/g, "$1 $2");
    return plain(parted).match(/[a-z\d]+/g) || [];
  }

  /* Whether one word becomes the other by at most `most` letters that are changed, left out, added or swapped. */
  function near(first, second, most) {
    if (Math.abs(first.length - second.length) > most) return false;
    var before = null, last = [], row = [], i, j;
    for (j = 0; j <= second.length; j++) last[j] = j;
    for (i = 1; i <= first.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= second.length; j++) {
        var same = first[i - 1] === second[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (before && i > 1 && j > 1 && first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        if (row[j] < least) least = row[j];
      }
      if (least > most) return false;
      before = last;
      last = row;
    }
    return last[second.length] <= most;
  }

  /* -- the index: entries with a name, and by word the entries that have it -- */

  var index = null;
  var WEIGHTS = { entiteit: 8, bericht: 7, domein: 7, proces: 7, lijst: 6, cora: 4, attribuut: 3, waarde: 2 };

  function built(names, described) {
    var entries = [], vocabulary = new Map(), stems = new Map();
    function learn(word, number, weight) {
      var known = vocabulary.get(word);
      if (!known) {
        vocabulary.set(word, (known = new Map()));
        var short = stem(word);
        if (!stems.has(short)) stems.set(short, []);
        stems.get(short).push(word);
      }
      if (!(known.get(number) >= weight)) known.set(number, weight);
    }
    /* `other` is what it is called too: the plural of an entity, the code of a value. `within` is the entry that it is part of. */
    function add(name, sort, owner, href, text, other, within) {
      var number = entries.push({
        name: name, plain: plain(name), other: plain(other || name), sort: sort, owner: owner, href: href, text: text || "",
        within: within
      }) - 1;
      if (other) learn(plain(other).replace(/[^a-z\d]/g, ""), number, 20);
      wordsOf(name).forEach(function (word) {
        learn(word, number, 20);
        (names.parts[word] || "").split(" ").forEach(function (part) {
          if (part) learn(part, number, 12);
        });
      });
      learn(plain(name).replace(/[^a-z\d]/g, ""), number, 20);
      if (sort === "bericht") wordsOf(owner).forEach(function (word) { learn(word, number, 4); });
      if (text) wordsOf(text).forEach(function (word) { learn(word, number, 4); });
      return number;
    }
    names.entries.forEach(function (entry, at) {
      var more = described ? described[at] : null;
      var number = add(entry.n, entry.s, entry.o || "", entry.h, more ? more.t : "", entry.p);
      (entry.a || []).forEach(function (attribute, place) {
        var pair = Array.isArray(attribute) ? attribute : [attribute, attribute];
        add(pair[0], "attribuut", entry.n, entry.h + "#" + encodeURIComponent(pair[1]), more && more.a ? more.a[place] : "", "", number);
      });
      ((more && more.v) || []).forEach(function (value) {
        add(value[1] || value[0], "waarde", entry.n + " " + value[0], value[2], "", value[0], number);
      });
    });
    return { entries: entries, vocabulary: vocabulary, stems: stems, forms: names.forms, labels: names.labels };
  }

  /* By entry how well it meets one word of what is looked for. */
  function meeting(word) {
    var scores = new Map();
    function take(known, factor) {
      index.vocabulary.get(known).forEach(function (weight, number) {
        var score = weight * factor;
        if (!(scores.get(number) >= score)) scores.set(number, score);
      });
    }
    if (index.vocabulary.has(word)) take(word, 1);
    var other = index.forms[word];
    if (other && index.vocabulary.has(other)) take(other, 0.9);
    (index.stems.get(stem(word)) || []).forEach(function (known) { take(known, 0.9); });
    index.vocabulary.forEach(function (_, known) {
      if (known.length > word.length && known.startsWith(word)) take(known, 0.7);
      else if (word.length > 3 && known.length > word.length && known.indexOf(word) > 0) take(known, 0.4);
    });
    if (!scores.size && word.length > 3) {
      var most = word.length > 7 ? 2 : 1;
      index.vocabulary.forEach(function (_, known) {
        if (near(word, known, most)) take(known, 0.5);
        else if (known.length > word.length + most && near(word, known.slice(0, word.length), 1)) take(known, 0.3);
      });
    }
    return scores;
  }

  /* What is part of something whose name was met, as an attribute of an entity, is met by that word too, a little. */
  function lend(scores) {
    index.entries.forEach(function (entry, number) {
      var lent = scores.get(entry.within);
      if (lent >= 8 && !scores.has(number)) scores.set(number, lent / 10);
    });
  }

  /* Whether an entry is called `whole` together with what it is part of: "relatie.soort", "RELATIESOORT NAT". */
  function calledInFull(entry, whole) {
    var name = entry.sort === "waarde" ? entry.owner : entry.owner + " " + entry.name;
    return plain(name) === whole.replace(/[.\/]/g, " ");
  }

  /* -- operations: met by their id, or by method and path, as they are written; words of a text do not meet them -- */

  function letters(text) {
    return plain(text).replace(/[^a-z\d]/g, "");
  }

  /* Operations of resources of one shape are told by it; signs in it stand for what differs. */
  function allCalls() {
    var known = window.veracNames.calls, found = [];
    known.of.forEach(function (document) {
      document[2].forEach(function (resource) {
        function filled(text) {
          return text.replace(/[\^<>]/g, function (sign) { return resource["^<>".indexOf(sign) + 1] || sign; });
        }
        known.shapes[resource[0]].forEach(function (texts) {
          var call = texts.map(filled), address = call[0] + " " + call[1];
          found.push({
            name: call[2], plain: plain(call[2]), sort: known.label, owner: address + " · " + document[0],
            href: document[1] + "#" + encodeURIComponent(call[3] || call[2]), text: "",
            keys: [letters(call[2]), letters(address), letters(call[1])]
          });
        });
      });
    });
    return found;
  }

  var calls = null;
  function called(asked, nothing) {
    var whole = letters(asked), found = [];
    if (whole.length < 4) return found;
    var address = /\/|^\s*(?:get|post|put|patch|delete)\s/i.test(asked);
    if (!calls) calls = allCalls();
    calls.forEach(function (call) {
      var keys = address ? call.keys : call.keys.slice(0, 2), score = 0;
      if (keys.indexOf(whole) >= 0) score = 100;
      else if (keys.some(function (key) { return key.startsWith(whole); })) score = address ? 40 : 9;
      else if (nothing && whole.length > 7 && keys.some(function (key) { return near(whole, key, 2); })) score = 5;
      if (score) found.push([score, call]);
    });
    return found;
  }

  function search(asked, most) {
    var words = wordsOf(asked), whole = plain(asked.trim());
    if (!words.length) return [];
    var joined = words.join("");
    var total = null, own = new Set();
    words.forEach(function (word) {
      var scores = meeting(word);
      scores.forEach(function (_, number) { own.add(number); });
      if (words.length > 1) lend(scores);
      if (total === null) total = scores;
      else {
        var both = new Map();
        total.forEach(function (score, number) {
          if (scores.has(number)) both.set(number, score + scores.get(number));
        });
        total = both;
      }
    });
    if (words.length > 1 && index.vocabulary.has(joined)) {
      meeting(joined).forEach(function (score, number) {
        total.set(number, (total.get(number) || 0) + score);
        own.add(number);
      });
    }
    var found = [];
    total.forEach(function (score, number) {
      if (!own.has(number)) return;
      var entry = index.entries[number];
      if (entry.plain === whole || entry.other === whole || calledInFull(entry, whole)) score += 60;
      else if (entry.plain.startsWith(whole)) score += 15;
      found.push([score + (WEIGHTS[entry.sort] || 0), entry, number]);
    });
    called(asked, !found.length).forEach(function (pair) { found.push([pair[0], pair[1], index.entries.length + found.length]); });
    found.sort(function (a, b) { /* of what is met as well, the shorter name is the nearer one */
      return b[0] - a[0] || a[1].plain.length - b[1].plain.length || a[2] - b[2];
    });
    return found.slice(0, most).map(function (each) { return each[1]; });
  }

  /* -- the index is loaded when somebody searches: a script works from a disk too -- */

  var loading = {};
  function load(name, then) {
    if (loading[name]) return loading[name].push(then);
    loading[name] = [then];
    var script = document.createElement("script");
    script.src = root + "zoeken/" + name + ".js";
    script.onload = function () {
      loading[name].splice(0).forEach(function (each) { each(); });
      loading[name].push = function (each) { each(); };
    };
    document.head.appendChild(script);
  }

  /* Does `then` as soon as names can be searched, and again as soon as all can; only once where all can already. */
  function ready(then) {
    if (index && index.whole) return then();
    load("namen", function () {
      if (!index) index = built(window.veracNames, null);
      if (!index.whole) then();
      load("teksten", function () {
        if (!index.whole) {
          index = built(window.veracNames, window.veracTexts);
          index.whole = true;
        }
        then();
      });
    });
  }

  /* A text without the signs of Markdown, as far as a few words of it need. */
  function unmarked(text) {
    return text.replace(/\[\[(?:(?:diagram|voorbeeld):)?\s*([^\[\]]+?)\s*\]\]/g, "$1")
      .replace(/\[([^\[\]]*)\]\(<?[^()<>]*>?\)/g, "$1").replace(/(\*\*|__|`+)(\S.*?)\1/g, "$2");
  }

  function item(entry) {
    var li = document.createElement("li"), link = document.createElement("a");
    link.href = root + entry.href;
    link.textContent = entry.name;
    li.appendChild(link);
    var label = index.labels[entry.sort] || entry.sort;
    var about = document.createElement("span");
    about.className = "bij";
    about.textContent = entry.owner ? label + " · " + entry.owner : label;
    li.appendChild(about);
    if (entry.text) {
      var piece = document.createElement("span");
      piece.className = "stuk";
      var text = unmarked(entry.text);
      piece.textContent = text.length > 120 ? text.slice(0, 117) + "…" : text;
      li.appendChild(piece);
    }
    return li;
  }

  /* Of what has the same name and is of the same kind the first, so that a short list tells of many names. */
  function distinct(found) {
    var seen = new Set();
    return found.filter(function (entry) {
      var key = entry.sort + " " + entry.name;
      return !seen.has(key) && seen.add(key);
    });
  }

  function show(place, asked, most, named) {
    var found = named === "vondsten" ? distinct(search(asked, 1000)).slice(0, most) : search(asked, most);
    place.textContent = "";
    var told = document.createElement("p");
    told.className = "noot";
    told.textContent = found.length ? texts.found.replace("#", found.length === most ? most + "+" : found.length) : texts.nothing;
    place.appendChild(told);
    var list = document.createElement("ul");
    list.className = named;
    found.forEach(function (entry) { list.appendChild(item(entry)); });
    if (found.length) place.appendChild(list);
  }

  var form = document.querySelector(".zoek"), input = form.querySelector("input");
  var drop = document.createElement("div");
  drop.className = "uitkomst";
  drop.setAttribute("role", "status");
  drop.hidden = true;
  form.appendChild(drop);
  input.autocomplete = "off";
  input.spellcheck = false;

  function refresh() {
    if (!input.value.trim()) return void (drop.hidden = true);
    ready(function () {
      if (!input.value.trim()) return;
      show(drop, input.value, input.value.trim().length > 3 ? 12 : 100, "vondsten");
      drop.hidden = false;
    });
  }
  input.addEventListener("input", refresh);
  input.addEventListener("focus", function () { ready(function () {}); });
  form.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(drop.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && !drop.hidden) {
      event.preventDefault(); /* the words stay */
      drop.hidden = true;
      input.focus();
    } else if (event.key === "ArrowDown" && links.length && !drop.hidden) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      if (at === 0) input.focus(); else links[at - 1].focus();
    }
  });
  form.addEventListener("focusout", function (event) {
    if (!form.contains(event.relatedTarget)) setTimeout(function () { drop.hidden = true; }, 150);
  });
  document.addEventListener("keydown", function (event) {
    var tag = document.activeElement ? document.activeElement.tagName : "";
    if (event.key === "/" && tag !== "INPUT" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });

  var page = document.getElementById("deel-gevonden");
  if (page) {
    var asked = new URLSearchParams(location.search).get("q") || "";
    input.value = asked;
    page.parentElement.querySelector(".feiten").hidden = true; /* it says what to do without a script */
    if (asked) ready(function () { show(page, asked, 200, "gevonden"); });
  }

  /* -- the day chooser: a value without a date holds always. The day stands in the address, for other parts and versions -- */

  function withDay(address, day) {
    var url = new URL(address);
    if (day) url.searchParams.set("dag", day); else url.searchParams.delete("dag");
    return url.href;
  }

  function keepDay(day) {
    document.querySelectorAll(".delen a, .pad a, .versies a").forEach(function (link) { link.href = withDay(link.href, day); });
    try { history.replaceState(null, "", withDay(location.href, day)); } catch (_) { /* not every browser lets a file do so */ }
  }

  document.querySelectorAll(".dag").forEach(function (chooser) {
    var rows = chooser.parentElement.querySelectorAll("tbody tr");
    var day = chooser.querySelector("input"), told = chooser.querySelector("[role=status]");
    function choose() {
      var number = 0;
      rows.forEach(function (row) {
        var begin = row.dataset.begin || "", end = row.dataset.end || "9999-12-31";
        var holds = !day.value || (begin <= day.value && day.value <= end);
        row.hidden = !holds;
        number += holds ? 1 : 0;
      });
      told.textContent = day.value ? texts.values.replace("##", rows.length).replace("#", number) : "";
    }
    function chosen() {
      choose();
      keepDay(day.value);
    }
    day.addEventListener("input", chosen);
    chooser.querySelector("button").addEventListener("click", function () {
      day.value = "";
      chosen();
    });
    day.value = new URLSearchParams(location.search).get("dag") || "";
    if (day.value) chosen();
    chooser.hidden = false;
  });

  /* -- copy buttons -- */

  document.querySelectorAll(".kopieer").forEach(function (button) {
    var code = button.parentElement.querySelector("code"), label = button.textContent;
    function done() {
      button.textContent = texts.copied;
      setTimeout(function () { button.textContent = label; }, 2000);
    }
    function byHand() {
      var range = document.createRange(), chosen = window.getSelection();
      range.selectNodeContents(code);
      chosen.removeAllRanges();
      chosen.addRange(range);
      if (document.execCommand("copy")) done();
    }
    button.hidden = false;
    button.addEventListener("click", function () {
      if (navigator.clipboard) navigator.clipboard.writeText(code.textContent).then(done, byHand);
      else byHand();
    });
  });
})();
