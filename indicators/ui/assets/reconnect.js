// A page belongs to a session in one server process. When the connection comes back, it may be another
// process that knows nothing of this page, and Streamlit asks it for nothing until the reader clicks: that
// first click would then only open the session, and be lost. So the page asks at once, with its address.

const APP = '[data-testid="stApp"]';
const STATE = "data-test-connection-state";

export default function ({ parentElement, setTriggerValue }) {
  const app = document.querySelector(APP);
  parentElement.watch?.disconnect(); // a rerun comes here again
  if (!app) return;
  parentElement.watch = new MutationObserver(() => {
    if (app.getAttribute(STATE) !== "CONNECTED") {
      parentElement.lost = true;
    } else if (parentElement.lost) {
      parentElement.lost = false;
      setTriggerValue("back", true);
    }
  });
  parentElement.watch.observe(app, { attributes: true, attributeFilter: [STATE] });
}
