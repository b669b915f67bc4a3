-- Machines that asked what to boot and that nobody has registered. All that they say of themselves is hearsay.

create table stranger (
  mac        text   primary key,
  cards      text   not null,
  first_seen bigint not null,
  last_seen  bigint not null,
  times      bigint not null,
  address    text   not null,
  platform   text   not null,
  product    text   not null,
  serial     text   not null
);

create index stranger_last_seen on stranger (last_seen);

-- How the rescue system on a server comes to its address; without an address DHCP is asked. DNS servers are separated
-- by blanks.

alter table server add column network_address text;
alter table server add column network_gateway text;
alter table server add column network_dns text;
alter table server add column network_vlan integer;
