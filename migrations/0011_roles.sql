-- What platforms say people are in their organisation, by the ids that platforms give them. Whoever is nothing special
-- has no row. Written when a platform tells, not with each message: it may be known before the first message is, or after.
create table roles (
  channel text not null,
  organisation_id text not null,
  external_id text not null,
  roles text[] not null,
  updated_at timestamptz not null default now(),
  primary key (channel, organisation_id, external_id)
);
