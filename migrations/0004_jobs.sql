-- Background work where there is no Redis. A running job is nobody else's before due_at: that is its lease,
-- and the fence tells whoever let it run out from whoever has it now.

create table jobs (
  name text not null,
  key text not null,
  payload json not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'poisoned')),
  attempts integer not null default 0,
  fence integer not null default 0,
  due_at timestamptz not null default now(),
  failure text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (name, key)
);

create index jobs_due on jobs (due_at) where ended_at is null;
create index jobs_ended on jobs (ended_at) where ended_at is not null;
