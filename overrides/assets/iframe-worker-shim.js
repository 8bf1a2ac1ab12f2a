/* Search in a handbook opened from a folder: a browser starts no worker from file://, so the
   worker's script runs in a hidden frame instead and speaks the same messages. Elsewhere: nothing. */
(function () {
  "use strict";
  if (location.protocol !== "file:") { return; }

  function IFrameWorker(url) {
    var worker = document.createDocumentFragment();
    var frame = document.createElement("iframe");
    var waiting = [];
    frame.hidden = true;
    frame.title = "Search";
    document.body.append(frame);
    var inside = frame.contentWindow;
    inside.postMessage = function (data) {
      worker.dispatchEvent(new MessageEvent("message", { data: data }));
    };
    inside.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, address) {
        return before.then(function () { return load(address); });
      }, Promise.resolve());
    };
    worker.postMessage = function (data) {
      if (waiting) { waiting.push(data); return; }
      inside.dispatchEvent(new inside.MessageEvent("message", { data: data }));
    };
    load(url).then(function () {
      var messages = waiting;
      waiting = null;
      messages.forEach(worker.postMessage);
    }, function () {
      worker.dispatchEvent(new Event("error"));
    });
    return worker;

    function load(address) {
      return new Promise(function (resolve, reject) {
        var script = inside.document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = reject;
        inside.document.body.append(script);
      });
    }
  }

  window.IFrameWorker = IFrameWorker;
  window.Worker = IFrameWorker;
})();
