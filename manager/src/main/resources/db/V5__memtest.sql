-- Memtest86+ chosen as a server's netboot. `state` is a word to look for; `state_json` is the state.

create table memtest (
  id          text   not null primary key,
  server_id   text   not null references server (id) on delete cascade,
  version     bigint not null,
  state       text   not null,
  state_json  text   not null,
  boot_sha256 text   unique,
  chosen_at   bigint not null,
  chosen_by   text   not null
);
create unique index memtest_live on memtest (server_id)
  where state in ('chosen', 'booting', 'sending', 'sent');
create index memtest_server on memtest (server_id, id);

create table memtest_line (
  memtest_id text   not null references memtest (id) on delete cascade,
  number     bigint not null,
  at         bigint not null,
  step       text   not null,
  text       text   not null,
  by_name    text,
  primary key (memtest_id, number)
);
