import { countConnections } from "./connections.ts";
import { byId } from "./dom.ts";
import { followChat } from "./follow.ts";
import { offerInvitation } from "./invitation.ts";
import { showNews } from "./notes.ts";
import { showCall } from "./panel.ts";
import { takeNotes } from "./send.ts";
import { Sent } from "./sent.ts";
import { showState } from "./state.ts";
import { translate } from "./translate.ts";
import { words } from "./words.ts";

translate(document.documentElement, words);
void offerInvitation();

byId<HTMLFormElement>("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId<HTMLInputElement>("name");
  const name = field.value.trim();
  const isTooLong = new TextEncoder().encode(name).length > 64;
  const problem = isTooLong ? words.nameTooLong : words.notWellFormed;
  field.setCustomValidity(isTooLong || !name.isWellFormed() ? problem : "");
  if (name && field.reportValidity()) join(name);
});
byId("name").addEventListener("input", (event) => {
  (event.target as HTMLInputElement).setCustomValidity("");
});

// A link with ?name=alice joins at once.
const invited = new URLSearchParams(location.search).get("name")?.trim();
if (invited) join(invited);

function join(name: string): void {
  byId("join").hidden = true;
  byId("chat").hidden = false;
  const sent = new Sent(name);
  const form = takeNotes({ name, sent, onCall: showCall });
  countConnections((isFull) => (byId("full").textContent = isFull ? words.full : ""));
  void followChat({
    onState: (state) => {
      showState(state);
      form.setConnected(state === "connected");
    },
    onNews: (news, replaying) => showNews(news, { sent, replaying }),
    onCall: showCall,
  });
}
