/* Gives the viewer the document beside the page, and the colours of the system. */
"use strict";
(function () {
  var viewer = document.querySelector("openapi-explorer");
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
  customElements.whenDefined("openapi-explorer").then(function () {
    new MutationObserver(name).observe(viewer.shadowRoot, { childList: true, subtree: true });
    viewer.loadSpec(window.veracDocument);
  });
})();
