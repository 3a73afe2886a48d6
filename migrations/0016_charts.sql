-- What a reply shows beside its words, in one compressed piece, as its evidence is kept.
alter table turns add column charts bytea;
alter table turns alter column charts set storage external;

-- Whoever forgets a reply forgets its charts too, the code of an earlier release as well.
create or replace function forget_evidence() returns trigger language plpgsql as $$
begin
  new.evidence := null;
  new.charts := null;
  return new;
end $$;

-- Keys that sign addresses which expire. They guard nothing but what is in this database already, and so are kept in
-- it: all replicas have the same, and an address outlives a restart.
create table signing_keys (
  name text primary key,
  key bytea not null
);
