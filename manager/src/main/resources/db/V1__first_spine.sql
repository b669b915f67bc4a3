-- One set of SQL for SQLite and PostgreSQL. Ids: UUIDv7 as text. Times: epoch milliseconds.
-- Truth values: 0 or 1. JSON and base64: text.

create table server (
  id              text   not null primary key,
  name            text   not null unique,
  owner_email     text   not null,
  power           text   not null,
  ssh_address     text,
  netboot         text   not null,
  live_session_id text,
  created_at      bigint not null
);

create table server_mac (
  mac       text    not null primary key,
  server_id text    not null references server (id) on delete cascade,
  position  integer not null
);
create index server_mac_server on server_mac (server_id);

create table session (
  id                 text    not null primary key,
  server_id          text    not null references server (id) on delete cascade,
  server_name        text    not null,
  version            bigint  not null,
  state              text    not null,
  state_json         text    not null,
  requested_at       bigint  not null,
  requested_by       text    not null,
  with_password      integer not null,
  ssh_keys           text    not null,
  boot_sha256        text    unique,
  last_seen_at       bigint,
  memory_total_bytes bigint,
  memory_used_bytes  bigint,
  last_event_number  bigint  not null,
  connection_id      text,
  inventory          text
);
create index session_server on session (server_id, requested_at);
create index session_state on session (state);

create table timeline (
  session_id text   not null references session (id) on delete cascade,
  number     bigint not null,
  at         bigint not null,
  step       text   not null,
  text       text   not null,
  by_name    text,
  primary key (session_id, number)
);

create table agent_command (
  id          text   not null primary key,
  session_id  text   not null references session (id) on delete cascade,
  number      bigint not null,
  command     text   not null,
  created_at  bigint not null,
  answered_at bigint,
  unique (session_id, number)
);

create index agent_command_open on agent_command (session_id) where answered_at is null;

create table effect (
  id          text    not null primary key,
  kind        text    not null,
  about       text    not null,
  payload     text    not null,
  due_at      bigint  not null,
  lease_until bigint  not null,
  attempts    integer not null,
  done_at     bigint,
  gave_up_at  bigint,
  last_error  text
);
create index effect_due on effect (due_at) where done_at is null and gave_up_at is null;
create index effect_about on effect (about);

create table outbox (
  id         text    not null primary key,
  about      text    not null,
  recipient  text    not null,
  subject    text    not null,
  text       text,
  state      text    not null,
  attempts   integer not null,
  last_error text,
  created_at bigint  not null
);
create index outbox_about on outbox (about);

create table account (
  id            text   not null primary key,
  name          text   not null unique,
  password_hash text   not null,
  created_at    bigint not null
);

create table api_token (
  id           text   not null primary key,
  account_id   text   not null references account (id) on delete cascade,
  name         text   not null,
  sha256       text   not null unique,
  created_at   bigint not null,
  last_used_at bigint
);

create table browser_session (
  sha256     text   not null primary key,
  account    text,
  session_id text,
  csrf_token text   not null,
  expires_at bigint not null
);

create table throttle (
  subject    text    not null primary key,
  failures   integer not null,
  first_at   bigint  not null
);

create table audit (
  id      text   not null primary key,
  at      bigint not null,
  name    text   not null,
  address text   not null,
  what    text   not null,
  subject text   not null,
  detail  text   not null
);

-- What all Managers share and no person edits: the Agent door's key and certificate.
create table keepsake (
  name  text not null primary key,
  value text not null
);
