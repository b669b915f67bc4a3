-- Who may do what, and support incidents.

alter table account add column role text not null default 'operator';

-- An incident outlives its server's registration: it keeps names and the check's report itself, with a
-- copy of what the tools said. `state` is a word to look for; `state_json` is the state.
create table incident (
  id          text   not null primary key,
  number      bigint not null unique,
  server_id   text   not null,
  server_name text   not null,
  session_id  text   not null,
  check_id    text   not null,
  part        text   not null,
  part_name   text   not null,
  report_json text   not null,
  words       text   not null,
  version     bigint not null,
  state       text   not null,
  state_json  text   not null,
  opened_at   bigint not null,
  opened_by   text   not null
);
create unique index incident_live on incident (check_id) where state <> 'closed';
create index incident_session on incident (session_id);
create index incident_state on incident (state, number);

create table incident_entry (
  incident_id text   not null references incident (id) on delete cascade,
  number      bigint not null,
  at          bigint not null,
  by_name     text   not null,
  deed        text   not null,
  text        text   not null,
  primary key (incident_id, number)
);

create table incident_evidence (
  incident_id text   not null references incident (id) on delete cascade,
  number      bigint not null,
  name        text   not null,
  text        text   not null,
  primary key (incident_id, number)
);
