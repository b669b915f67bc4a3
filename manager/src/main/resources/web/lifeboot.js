// Copy buttons, theme switch, local times and running clocks. Everything else works without scripts.
(function () {
  "use strict";
  var root = document.documentElement;

  function remembered() {
    try { return localStorage.getItem("theme"); } catch (e) { return null; }
  }
  function remember(theme) {
    try { localStorage.setItem("theme", theme); } catch (e) { /* private window: the choice lasts for this page */ }
  }
  function dark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  if (remembered() === "dark" || remembered() === "light") root.setAttribute("data-theme", remembered());
  root.classList.remove("no-script");

  function pad(number) { return String(number).padStart(2, "0"); }

  function localTimes(within) {
    within.querySelectorAll("time[datetime]:not([data-local])").forEach(function (element) {
      var at = new Date(element.getAttribute("datetime"));
      if (isNaN(at)) return;
      var clock = pad(at.getHours()) + ":" + pad(at.getMinutes()) + ":" + pad(at.getSeconds());
      var today = at.toDateString() === new Date().toDateString();
      element.textContent = today ? clock : at.getFullYear() + "-" + pad(at.getMonth() + 1) + "-" + pad(at.getDate()) + " " + clock;
      element.setAttribute("data-local", "");
    });
  }

  function lasting(seconds) {
    if (seconds < 0) seconds = 0;
    if (seconds < 60) return seconds + " s";
    var minutes = Math.floor(seconds / 60);
    if (minutes < 60) return minutes + " min " + pad(seconds % 60) + " s";
    var hours = Math.floor(minutes / 60);
    return hours < 48 ? hours + " h " + pad(minutes % 60) + " min" : Math.floor(hours / 24) + " days";
  }
  // the Manager's clock counts, not this computer's
  var ahead = Date.now() - Date.parse(root.getAttribute("data-now"));
  function clocks() {
    var now = Date.now() - (isNaN(ahead) ? 0 : ahead);
    document.querySelectorAll("[data-since]").forEach(function (element) {
      element.textContent = lasting(Math.floor((now - Date.parse(element.getAttribute("data-since"))) / 1000));
    });
    document.querySelectorAll("[data-until]").forEach(function (element) {
      element.textContent = lasting(Math.ceil((Date.parse(element.getAttribute("data-until")) - now) / 1000));
    });
  }

  function themeButton() {
    document.querySelectorAll("button[data-theme-switch]").forEach(function (button) {
      var text = dark() ? "Light" : "Dark";
      button.querySelector("span").textContent = text;
      button.setAttribute("aria-label", "Switch to the " + text.toLowerCase() + " theme");
    });
  }

  function copied(button, well) {
    var before = button.getAttribute("data-label") || button.textContent;
    button.setAttribute("data-label", before);
    button.textContent = well ? "Copied" : "Select and copy by hand";
    setTimeout(function () { button.textContent = before; }, 2000);
  }
  // navigator.clipboard is only there on https and on localhost
  function copyByHand(code) {
    var range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try { return document.execCommand("copy"); } catch (e) { return false; }
  }

  document.addEventListener("click", function (event) {
    var target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    var copy = target.closest("button[data-copy]");
    if (copy) {
      var code = copy.parentElement.querySelector("code");
      if (!navigator.clipboard) { copied(copy, copyByHand(code)); return; }
      navigator.clipboard.writeText(code.textContent).then(
        function () { copied(copy, true); },
        function () { copied(copy, copyByHand(code)); });
      return;
    }
    if (target.closest("button[data-theme-switch]")) {
      var theme = dark() ? "light" : "dark";
      root.setAttribute("data-theme", theme);
      remember(theme);
      themeButton();
    }
  });

  // a second click on a button that already sent its form would ask twice
  document.addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    if (event.target.hasAttribute("data-sent")) { event.preventDefault(); return; }
    event.target.setAttribute("data-sent", "");
    setTimeout(function () { event.target.removeAttribute("data-sent"); }, 5000);
  });

  document.addEventListener("DOMContentLoaded", function () {
    localTimes(document);
    themeButton();
    clocks();
    setInterval(clocks, 1000);
  });
  // The Manager answers but gives this browser no more news: the log-in, or the session, is over. The page itself says which.
  function refused() {
    fetch(location.href, { redirect: "manual" }).then(function (answer) {
      if (answer.ok || answer.type === "opaqueredirect") location.reload();
    }, function () { /* no Manager there: the page stays, marked as stale */ });
  }

  document.addEventListener("htmx:afterSettle", function () { localTimes(document); clocks(); });
  // what a person unfolded stays unfolded when its part comes anew
  var unfolded = {};
  document.addEventListener("htmx:sseBeforeMessage", function (event) {
    unfolded = {};
    event.target.querySelectorAll("details[id]").forEach(function (details) { unfolded[details.id] = details.open; });
  });
  document.addEventListener("htmx:sseMessage", function () {
    Object.keys(unfolded).forEach(function (id) {
      var details = document.getElementById(id);
      if (details) details.open = unfolded[id];
    });
  });
  document.addEventListener("htmx:sseMessage", function () { localTimes(document); clocks(); });
  // what the stream said while it was broken is lost: say so instead of showing an old state as the present one
  document.addEventListener("htmx:sseError", function (event) {
    root.classList.add("stale");
    var source = event.detail && event.detail.source;
    if (source && source.readyState === EventSource.CLOSED) refused();
  });
  document.addEventListener("htmx:sseOpen", function () { root.classList.remove("stale"); });
})();
