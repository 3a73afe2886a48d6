-- What people think of replies: one vote a person and turn, the last one. The identity need not be known to us: whoever
-- can see a reply can rate it.
create table feedback (
  turn_id uuid not null references turns on delete cascade,
  author_id text not null,
  vote text not null check (vote in ('up', 'down')),
  voted_at timestamptz not null default now(),
  primary key (turn_id, author_id)
);

-- What one person asked lately, newest first.
create index messages_of_author on messages (author_id, sent_at desc);
