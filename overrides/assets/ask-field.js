/* The way to the finder on the home page: with a script it is the field itself, and what is typed
   there is asked there. Without one it stays a link. */
(function () {
  "use strict";

  /** @type {HTMLAnchorElement} */
  var link = document.querySelector("a.hb-ask");
  if (!link) { return; }
  var form = document.createElement("form");
  var label = document.createElement("label");
  var input = document.createElement("input");
  var button = document.createElement("button");
  form.className = "hb-ask";
  form.setAttribute("role", "search");
  label.className = "hb-hidden";
  label.htmlFor = "hb-ask-field";
  label.textContent = link.textContent;
  input.id = "hb-ask-field";
  input.type = "search";
  input.autocomplete = "off";
  input.enterKeyHint = "search";
  input.placeholder = link.textContent;
  button.className = "hb-ask__go";
  button.textContent = "Ask";
  form.append(label, input, button);
  form.addEventListener("submit", function (event) {
    var query = input.value.trim();
    event.preventDefault();
    location.href = link.href + (query ? "#q=" + encodeURIComponent(query) : "");
  });
  link.replaceWith(form);
})();
