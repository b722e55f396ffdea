// Stands between the theme's search box and the theme's search worker, so that a page loads neither the index nor
// the engine before somebody searches. The address of the engine stands behind the question mark.
const SETUP = 0, READY = 1, QUERY = 2;
const answer = postMessage.bind(self);
let settings; // what the page hands over at the start: the configuration, and no documents
let engine; // a promise: the engine, loaded and ready

const load = async () => {
  const index = await fetch("../search/index.json").then((reply) => reply.json());
  importScripts(location.search.slice(1));
  const ready = new Promise((resolve) => {
    self.postMessage = (message) => (message.type === READY ? resolve() : answer(message));
  });
  tell({ type: SETUP, data: { ...settings, docs: index.docs } });
  return ready;
};

const tell = (data) => dispatchEvent(new MessageEvent("message", { data }));

addEventListener("message", async (event) => {
  if (!event.isTrusted) return; // from `tell`, for the engine
  event.stopImmediatePropagation();
  const message = event.data;
  if (message.type === SETUP) {
    settings = message.data;
    answer({ type: READY });
  } else if (message.type === QUERY && (engine || message.data)) {
    engine ??= load();
    await engine;
    tell(message);
  }
});
