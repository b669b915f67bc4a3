package org.lifeboot.manager.session;

import java.time.Instant;
import java.util.List;
import org.lifeboot.manager.store.Transaction;
import org.lifeboot.manager.store.Uuid7;
import org.lifeboot.protocol.AgentCommand;
import org.lifeboot.protocol.Codec;
import org.lifeboot.protocol.ManagerMessage;

/// The SQL of what Agents have still to do, inside somebody's transaction. Thread-safe.
final class CommandTable {

  private final Codec codec = new Codec();

  /// Puts a command at the end of the queue. A newer log-in replaces one that was not applied yet.
  void add(Transaction transaction, SessionId session, AgentCommand command, Instant now) {
    if (command instanceof AgentCommand.ApplyCredentials) {
      transaction
          .handle()
          .createUpdate(
              """
              delete from agent_command
              where session_id = :session and answered_at is null
                and command like '{"type":"applyCredentials"%'
              """)
          .bind("session", session.text())
          .execute();
    }
    transaction
        .handle()
        .createUpdate(
            """
            insert into agent_command (id, session_id, number, command, created_at)
            values (:id, :session,
              (select coalesce(max(number), 0) + 1 from agent_command where session_id = :session),
              :command, :now)
            """)
        .bind("id", Uuid7.at(now))
        .bind("session", session.text())
        .bind("command", codec.write(command))
        .bind("now", now.toEpochMilli())
        .execute();
  }

  void answered(Transaction transaction, SessionId session, String id, Instant now) {
    transaction
        .handle()
        .createUpdate(
            """
            update agent_command set answered_at = :now
            where id = :id and session_id = :session and answered_at is null
            """)
        .bind("now", now.toEpochMilli())
        .bind("id", id)
        .bind("session", session.text())
        .execute();
  }

  void drop(Transaction transaction, SessionId session) {
    transaction
        .handle()
        .createUpdate(
            "delete from agent_command where session_id = :session and answered_at is null")
        .bind("session", session.text())
        .execute();
  }

  List<ManagerMessage.Command> open(Transaction transaction, SessionId session) {
    return transaction
        .handle()
        .createQuery(
            """
            select id, command from agent_command
            where session_id = :session and answered_at is null order by number
            """)
        .bind("session", session.text())
        .map(
            (row, _) ->
                new ManagerMessage.Command(
                    row.getString("id"), codec.agentCommand(row.getString("command"))))
        .list();
  }
}
