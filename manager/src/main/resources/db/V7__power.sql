-- What a power driver needs beside its settings: secrets, sealed with a key that is not in the database, and what
-- it has seen of the other end (the SHA-256 of a certificate or host key).

create table power_secret (
  server_id text not null references server (id) on delete cascade,
  field     text not null,
  sealed    text not null,
  primary key (server_id, field)
);

create table power_pin (
  server_id text   not null references server (id) on delete cascade,
  place     text   not null,
  trusted   text,
  offered   text,
  seen_at   bigint not null,
  primary key (server_id, place)
);
