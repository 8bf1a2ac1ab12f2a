/* Runs before the first paint: tells the style sheet that scripts run, and applies the reader's
   choice of light or dark by switching the dark sheet on or off. Sends nothing anywhere. */
(function () {
  "use strict";
  var key = "hb-scheme";
  var media = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };

  function readChoice() {
    try { return localStorage.getItem(key) || "auto"; } catch { return "auto"; }
  }

  function applyScheme(choice) {
    /** @type {HTMLLinkElement} */
    var sheet = document.querySelector("link[data-hb-dark]");
    sheet.media = media[choice] || media.auto;
  }

  document.documentElement.classList.remove("no-js");
  document.documentElement.classList.add("js");
  applyScheme(readChoice());

  window.handbookScheme = {
    read: readChoice,
    choose: function (choice) {
      try { localStorage.setItem(key, choice); } catch { /* private window: not kept */ }
      applyScheme(choice);
    }
  };
})();
