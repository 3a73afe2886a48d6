-- Taking messages in costs a key and a place on a page: what comes at once is kept as it came, in one row, and each
-- message leaves the key by which it is known again. Before anybody looks for turns, the pages are unpacked, oldest
-- first, into the rows that turns are run from; there `messages` is unique by its own columns, as ever. A page is
-- short-lived: compressing it would cost more than it saves.
create table inbox (
  page bigint generated always as identity primary key,
  messages text not null,
  received_at timestamptz not null default now()
);
alter table inbox alter column messages set storage external;

create table message_keys (
  key uuid primary key
);

-- What makes it one message: the first half of the SHA-256 of these names as a JSON array. storage/inbox-rows.ts says
-- the same in its own words.
create function message_key(channel text, organisation_id text, room_id text, platform_id text) returns uuid
language sql immutable parallel safe as $$
  select substr(encode(sha256(convert_to('[' || to_json(channel) || ',' || to_json(organisation_id) || ','
    || to_json(room_id) || ',' || to_json(platform_id) || ']', 'UTF8')), 'hex'), 1, 32)::uuid
$$;

-- Processes of an earlier release write messages without a page: their keys are kept for them. Those out of a page
-- have theirs.
create function keep_message_keys() returns trigger
language plpgsql as $$
begin
  insert into message_keys
  select message_key(channel, organisation_id, room_id, platform_id) as key from written order by key
  on conflict do nothing;
  return null;
end
$$;
create trigger keep_message_keys after insert on messages
  referencing new table as written for each statement
  when (current_setting('hub.unpacks', true) is distinct from 'on') execute function keep_message_keys();

insert into message_keys select message_key(channel, organisation_id, room_id, platform_id) from messages
on conflict do nothing;
