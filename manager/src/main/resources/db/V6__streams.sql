-- Streams that one Manager wants of an Agent that is connected to another one; each lies here for a moment.
-- `wanted` is the message for the Agent, with a key that is good for one connection and a minute.

create table stream_call (
  id         text   not null primary key,
  session_id text   not null references session (id) on delete cascade,
  wanted     text   not null,
  asked_at   bigint not null
);
