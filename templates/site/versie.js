/* A page that is the same in several versions stands in one of them; whoever reads another version stays in that one. */
"use strict";
(function () {
  var self = document.currentScript, sent = self && self.dataset.version;
  if (sent) { /* a small page: on to the page that says the same, which is told where its reader comes from */
    var target = document.querySelector('link[rel="canonical"]').getAttribute("href");
    var query = new URLSearchParams(location.search); /* what is searched for goes along */
    query.set("versie", sent);
    location.replace(target + "?" + query + location.hash);
    return;
  }
  var asked = new URLSearchParams(location.search).get("versie");
  var here = document.querySelector(".versies a[aria-current]"), there = null;
  document.querySelectorAll(".versies a").forEach(function (link) {
    if (link.dataset.version === asked) there = link;
  });
  if (!there || there === here) return;

  /* Links to pages of this version lead to the same pages of the other one, and so do those of a search. */
  var root = document.body.dataset.root, home = new URL(root || "./", location.href).href;
  var path = new URL("index.html", location.href).pathname.slice(new URL(home).pathname.length);
  var other = there.href.split("#")[0];
  var away = other.endsWith(path) ? other.slice(0, -path.length) : "";
  if (!away) return;
  document.body.dataset.root = away;
  document.querySelectorAll("a[href], form[action]").forEach(function (each) {
    if (each.closest(".versies, .leest")) return;
    var name = each.tagName === "FORM" ? "action" : "href";
    var address = new URL(each.getAttribute(name), location.href).href;
    if (each.getAttribute(name)[0] !== "#" && address.startsWith(home)) {
      each.setAttribute(name, away + address.slice(home.length));
    }
  });
  here.removeAttribute("aria-current");
  there.setAttribute("aria-current", "page");
  document.querySelector(".versies .nu").textContent = asked;
  var brand = document.querySelector(".merk a");
  brand.textContent = brand.textContent.replace(here.dataset.version, asked);
  var told = document.querySelector(".leest"), text = told.querySelector("span");
  text.textContent = text.dataset.text.replace("#", asked);
  told.hidden = false;
})();
