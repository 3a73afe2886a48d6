-- The record of what was said: who asked where, what they said, and what became of it.

create table organisations (
  id text primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table users (
  id uuid primary key,
  organisation_id text not null references organisations,
  name text not null,
  created_at timestamptz not null default now()
);

-- A user as a channel knows them. One user may have several.
create table identities (
  channel text not null,
  organisation_id text not null references organisations,
  external_id text not null,
  user_id uuid not null references users,
  primary key (channel, organisation_id, external_id)
);

-- A thread is also the unit of order: whoever holds its lease runs its turns. The fence grows with every lease,
-- so that a runner that lost its lease can be told from the one that has it.
create table threads (
  id text primary key,
  channel text not null,
  organisation_id text not null references organisations,
  room_id text not null,
  created_at timestamptz not null default now(),
  lease_owner text,
  lease_until timestamptz,
  fence integer not null default 0
);

create table messages (
  id uuid primary key,
  channel text not null,
  organisation_id text not null references organisations,
  room_id text not null,
  platform_id text not null,
  thread_id text not null references threads,
  author_id text not null,
  author_name text not null,
  text text not null,
  sent_at timestamptz not null,
  received_at timestamptz not null default now(),
  unique (channel, organisation_id, room_id, platform_id)
);

create table turns (
  id uuid primary key,
  seq bigint generated always as identity,
  thread_id text not null references threads,
  message_id uuid not null unique references messages,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'stopped')),
  attempts integer not null default 0,
  fence integer not null default 0,
  run_after timestamptz not null default now(),
  stop_requested boolean not null default false,
  -- Set before the last post is made: a turn that dies between the two is delivered again, not answered again.
  reply json,
  failure text,
  created_at timestamptz not null default now(),
  ended_at timestamptz
);

-- The queue: unfinished turns, oldest first within their thread.
create index turns_unfinished on turns (thread_id, seq) where state in ('queued', 'running');
create index turns_of_thread on turns (thread_id, seq desc);

-- json, not jsonb: a person reads the values in the order in which the tool gave them.
create table evidence (
  turn_id uuid not null references turns on delete cascade,
  position integer not null,
  id text not null,
  tool text not null,
  arguments json not null,
  source text not null,
  as_of text not null,
  fetched_at timestamptz not null,
  freshness text not null,
  facts json not null,
  units json not null,
  primary key (turn_id, position)
);
create index evidence_by_id on evidence (id);

-- Written before a post is made and again after: what is shown where, even if we die in between.
create table posts (
  turn_id uuid not null references turns on delete cascade,
  part integer not null,
  platform_id text,
  shown text not null,
  attempted_at timestamptz not null default now(),
  posted_at timestamptz,
  primary key (turn_id, part)
);

create table usage (
  id bigint generated always as identity primary key,
  turn_id uuid not null references turns on delete cascade,
  provider text not null,
  model text not null,
  input_tokens integer not null,
  output_tokens integer not null,
  estimated boolean not null,
  created_at timestamptz not null default now()
);
create index usage_of_turn on usage (turn_id);
