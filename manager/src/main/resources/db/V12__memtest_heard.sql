-- What was heard of Memtest86+ over serial-over-LAN, and which Manager listens until when.

alter table memtest add column heard_json text;
alter table memtest add column heard_by text not null default '';
alter table memtest add column heard_until bigint not null default 0;
