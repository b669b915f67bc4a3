package org.lifeboot.lab.story;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lifeboot.lab.manager.MailServer;
import org.lifeboot.lab.manager.MailText;
import org.lifeboot.lab.process.Patience;

/// Step 5: the mail arrives and holds all that an owner needs. With a mail server, it is read as
/// the server took it; without one, on the outbox.
final class MailStep {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Stage stage;
  private final Transcript transcript;

  MailStep(Stage stage, Transcript transcript) {
    this.stage = stage;
    this.transcript = transcript;
  }

  Letter play(Rescue rescue) {
    var text =
        stage.mail().isPresent() ? delivered(rescue, stage.mail().orElseThrow()) : kept(rescue);
    var letter =
        transcript.found(
            Letter.in(text),
            "It holds link, temporary password, host-key fingerprints and known_hosts lines",
            text.isEmpty() ? "it is empty" : text);
    transcript.prove(
        letter.link().contains(rescue.id()), "Its link leads to this session", letter.link());
    transcript.prove(text.contains("root"), "It names the user root");
    transcript.prove(
        letter.password().matches("[A-Za-z2-9-]{16,}") && !letter.password().matches(".*[lIO].*"),
        "The password has " + letter.password().length() + " characters and no look-alikes");
    transcript.prove(
        text.contains("boot disk") || text.contains("\"disk\"") || text.contains("netboot"),
        "It says how to leave");
    return letter;
  }

  private String delivered(Rescue rescue, MailServer server) {
    var mails = arrived(server);
    transcript.prove(
        mails.size() == 1, "One mail arrived at the mail server", mails.size() + " mails");
    var mail = mails.getFirst();
    transcript.prove(
        mail.contains(Stage.OWNER),
        "It is addressed to the server's owner",
        MailText.subject(mail).orElse("no subject"));
    transcript.prove(
        Patience.untilTrue(LIMIT, () -> forgotten(rescue)),
        "The outbox knows that it was delivered, and keeps none of its text",
        rescue.api().get("/outbox").each("mails").map(it -> it.text("state")).toList());
    return MailText.of(mail);
  }

  private static List<String> arrived(MailServer server) {
    return Patience.until(LIMIT, () -> Optional.of(server.mails()).filter(it -> !it.isEmpty()))
        .orElse(List.of());
  }

  private static boolean forgotten(Rescue rescue) {
    return rescue
        .api()
        .get("/outbox")
        .each("mails")
        .allMatch(mail -> mail.text("state").equals("delivered") && !mail.has("text"));
  }

  private String kept(Rescue rescue) {
    transcript.tell("no mail server is configured: the mail is kept on the outbox page");
    return transcript.found(
        Patience.until(
            LIMIT,
            () ->
                rescue
                    .api()
                    .get("/outbox")
                    .each("mails")
                    .map(mail -> mail.text("text"))
                    .filter(text -> text.contains(rescue.id()))
                    .findFirst()),
        "The mail is on the outbox page",
        rescue.api().get("/outbox"));
  }
}
