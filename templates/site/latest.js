/* Sends on to the newest version, with what stands behind the ? and the # in the address; without it the page does so itself. */
"use strict";
(function () {
  var sending = document.querySelector('meta[http-equiv="refresh"]');
  location.replace(sending.content.replace(/^\d+; url=/, "") + location.search + location.hash);
})();
