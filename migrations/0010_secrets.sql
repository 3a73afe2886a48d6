-- Tokens that organisations entrusted to a channel, sealed with a key that is not in the database.
create table secrets (
  channel text not null,
  organisation text not null,
  key_id text not null,
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  primary key (channel, organisation)
);
