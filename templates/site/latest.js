/* Sends on to the newest version, with what stands behind the # in the address. */
"use strict";
(function () {
  var link = document.querySelector('link[rel="canonical"]');
  if (link) {
    location.replace(link.getAttribute("href") + location.search + location.hash);
  }
})();
