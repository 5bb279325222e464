/* Gives the viewer the document beside the page, the colours of the system, and what a reader who does not see needs of it. */
"use strict";
(function () {
  var viewer = document.querySelector("openapi-explorer");
  /* What it calls the first operation that belongs to a resource. Without one in the address it would wait for ever. */
  function first(paths) {
    var names = [];
    Object.keys(paths).forEach(function (path) {
      Object.keys(paths[path]).forEach(function (method) {
        if (paths[path][method].tags) names.push(method + "-" + path.replace(/[\s#:?&={}-]+/g, "-"));
      });
    });
    return names[0] || "overview";
  }
  if (!/[#?&]route=/.test(location.hash)) location.replace("#?route=" + first(window.veracDocument.paths));

  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var light = {
    "bg-color": "#ffffff", "text-color": "#17212b", "header-color": "#17212b", "header-bg-color": "#f3f6f9",
    "primary-color": "#0b4f8a", "secondary-color": "#0b4f8a", "nav-bg-color": "#f3f6f9", "nav-text-color": "#17212b",
    "nav-hover-bg-color": "#dfe7ee", "nav-hover-text-color": "#0b4f8a"
  };
  var other = {
    "bg-color": "#12171c", "text-color": "#e6ebf0", "header-color": "#e6ebf0", "header-bg-color": "#1c242c",
    "primary-color": "#8cc1f5", "secondary-color": "#8cc1f5", "nav-bg-color": "#1c242c", "nav-text-color": "#e6ebf0",
    "nav-hover-bg-color": "#2a3540", "nav-hover-text-color": "#ffffff"
  };
  function colour() {
    var chosen = dark.matches ? other : light;
    Object.keys(chosen).forEach(function (name) { viewer.setAttribute(name, chosen[name]); });
  }
  colour();
  dark.addEventListener("change", colour);
  /* Its fields for parts of the server's address have no names where it stacks them on a narrow screen. */
  function name() {
    viewer.shadowRoot.querySelectorAll("[data-var]:not([aria-label])").forEach(function (field) {
      field.setAttribute("aria-label", field.dataset.var);
    });
  }
  /* On a narrow screen it leaves out a level of headings between an operation and its request. */
  function headings(root) {
    return Array.prototype.flatMap.call(root.querySelectorAll("*"), function (each) {
      var here = each.matches("h1, h2, h3, h4, h5, h6, [role=heading]") ? [each] : [];
      return each.shadowRoot ? here.concat(headings(each.shadowRoot)) : here;
    });
  }
  function order() {
    var last = 1;
    headings(viewer.shadowRoot).forEach(function (heading) {
      var level = Number(heading.getAttribute("aria-level") || heading.tagName.slice(1));
      if (level > last + 1) heading.setAttribute("aria-level", (level = last + 1));
      last = level;
    });
  }
  customElements.whenDefined("openapi-explorer").then(function () {
    new MutationObserver(function () { name(); order(); }).observe(viewer.shadowRoot, { childList: true, subtree: true });
    viewer.loadSpec(window.veracDocument);
  });
})();
