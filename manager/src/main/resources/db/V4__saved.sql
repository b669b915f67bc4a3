-- What a repair saved before it wrote: raw bytes in pieces of at most 1 MiB. Only what is completed is there
-- for anybody; of each check at most one is.

create table saved_upload (
  id           text   not null primary key,
  check_id     text   not null references check_run (id) on delete cascade,
  begun_at     bigint not null,
  heard_at     bigint not null,
  completed_at bigint,
  size_bytes   bigint,
  sha256       text
);
create unique index saved_upload_done on saved_upload (check_id) where completed_at is not null;
create index saved_upload_check on saved_upload (check_id);

create table saved_piece (
  upload_id text   not null references saved_upload (id) on delete cascade,
  number    bigint not null,
  bytes     bytea  not null,
  primary key (upload_id, number)
);
