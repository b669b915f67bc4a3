-- Hardware checks. `state` is a word to look for; `state_json` is the state.

create table check_run (
  id            text    not null primary key,
  session_id    text    not null references session (id) on delete cascade,
  server_id     text    not null references server (id) on delete cascade,
  server_name   text    not null,
  kind          text    not null,
  target        text    not null,
  target_name   text    not null,
  order_json    text    not null,
  version       bigint  not null,
  state         text    not null,
  state_json    text    not null,
  requested_at  bigint  not null,
  requested_by  text    not null,
  cancelled_by  text,
  progress_json text
);
create index check_run_session on check_run (session_id, requested_at);
create index check_run_server on check_run (server_id, requested_at);

create table check_step (
  check_id text   not null references check_run (id) on delete cascade,
  number   bigint not null,
  at       bigint not null,
  part     text   not null,
  step     text   not null,
  primary key (check_id, number)
);

create table check_point (
  check_id text             not null references check_run (id) on delete cascade,
  series   text             not null,
  x        double precision not null,
  y        double precision not null,
  unit     text             not null,
  primary key (check_id, series, x)
);

create table check_evidence (
  check_id text   not null references check_run (id) on delete cascade,
  number   bigint not null,
  name     text   not null,
  text     text   not null,
  primary key (check_id, number)
);
