-- Work on a server's power that a person was asked to do, by mail, and what came of it. At most one per server is open.

create table power_task (
  id          text   primary key,
  server_id   text   not null references server (id) on delete cascade,
  session_id  text   not null,
  what        text   not null,
  sent_to     text   not null,
  asked_at    bigint not null,
  until_at    bigint not null,
  state       text   not null,
  answered_by text   not null,
  answered_at bigint
);

create index power_task_of_server on power_task (server_id, state);
