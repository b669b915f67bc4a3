-- What a management controller told of its machine: before and after checks, or asked for by somebody. Until `taken_at`, it is being read.

create table health_reading (
  id          text   primary key,
  session_id  text   not null references session (id) on delete cascade,
  server_id   text   not null references server (id) on delete cascade,
  number      bigint not null,
  moment      text   not null,
  asked_at    bigint not null,
  asked_by    text   not null,
  taken_at    bigint,
  answer_json text
);

create index health_reading_of_session on health_reading (session_id, number);
