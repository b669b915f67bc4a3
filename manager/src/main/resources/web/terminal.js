// The terminal of the rescue page: xterm.js over one WebSocket. Bytes are binary frames; words (a new size, the end) are JSON texts.
(function () {
  "use strict";
  var place = document.getElementById("terminal");
  if (!place || !window.Terminal) return;
  var state = document.getElementById("terminal-state");
  var again = document.getElementById("terminal-again");
  var nonce = place.getAttribute("data-nonce");
  var anew = place.getAttribute("data-anew") || "a new shell";

  // xterm.js makes style elements and style attributes; the page's policy allows those with this nonce, and what scripts set one by one
  var create = document.createElement;
  document.createElement = function (name, options) {
    var element = create.call(document, name, options);
    if (String(name).toLowerCase() === "style") element.nonce = nonce;
    return element;
  };
  var set = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else set.call(this, name, value);
  };

  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue(name).trim(); }
  function theme() {
    return {
      background: colour("--sheet"), foreground: colour("--ink"), cursor: colour("--ink"), cursorAccent: colour("--sheet"),
      selectionBackground: colour("--act"), selectionForeground: colour("--act-ink")
    };
  }

  var terminal = new window.Terminal({
    fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace",
    fontSize: 14, scrollback: 5000, minimumContrastRatio: 4.5, theme: theme(), allowProposedApi: false
  });
  var fit = new window.FitAddon.FitAddon();
  terminal.loadAddon(fit);
  terminal.open(place);
  terminal.textarea.setAttribute("aria-label", place.getAttribute("data-name"));
  terminal.textarea.setAttribute("aria-describedby", "terminal-keys");
  fit.fit();

  var socket = null;
  var words = "";
  var early = []; // typed before the WebSocket is open
  function show(text, lost) {
    state.textContent = text;
    state.classList.toggle("care", lost);
    again.hidden = !lost;
  }

  function connect() {
    words = "";
    early = [];
    show("Connecting …", false);
    var scheme = location.protocol === "https:" ? "wss://" : "ws://";
    var path = place.getAttribute("data-socket") + (place.getAttribute("data-socket").indexOf("?") < 0 ? "?" : "&") + "columns=" + terminal.cols + "&rows=" + terminal.rows;
    var opened = new WebSocket(scheme + location.host + path);
    socket = opened;
    opened.binaryType = "arraybuffer";
    opened.onopen = function () {
      early.splice(0).forEach(function (bytes) { opened.send(bytes); });
    };
    opened.onmessage = function (message) {
      if (typeof message.data === "string") {
        words = JSON.parse(message.data).reason || "";
        return;
      }
      if (state.textContent !== "Connected.") show("Connected.", false);
      terminal.write(new Uint8Array(message.data));
    };
    opened.onclose = function () {
      if (socket !== opened) return;
      socket = null;
      show((words || "The connection is lost.") + " Press Enter in the terminal, or the button, for " + anew + ".", true);
      terminal.write("\r\n\x1b[0m[" + (words || "The connection is lost.") + " Enter: " + anew + "]\r\n");
    };
  }

  function send(bytes) {
    if (!socket) return;
    if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
    else if (socket.readyState === WebSocket.CONNECTING && early.length < 1000) early.push(bytes);
  }
  terminal.onData(function (text) {
    if (socket === null) {
      if (text === "\r") connect();
      return;
    }
    send(new TextEncoder().encode(text));
  });
  terminal.onBinary(function (text) {
    send(Uint8Array.from(text, function (c) { return c.charCodeAt(0); }));
  });
  terminal.onResize(function (size) {
    send(JSON.stringify({word: "resize", columns: size.cols, rows: size.rows}));
  });
  // everything else belongs to the shell, Tab too: this is the way out with the keyboard
  terminal.attachCustomKeyEventHandler(function (event) {
    if (event.type === "keydown" && event.ctrlKey && event.shiftKey && event.code === "KeyL") {
      event.preventDefault();
      document.getElementById("terminal-after").focus();
      return false;
    }
    return true;
  });
  again.addEventListener("click", function () { terminal.focus(); connect(); });
  new ResizeObserver(function () { fit.fit(); }).observe(place);
  new MutationObserver(function () { terminal.options.theme = theme(); })
    .observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { terminal.options.theme = theme(); });
  connect();
  terminal.focus();
})();
