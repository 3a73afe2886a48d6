-- Taking messages in, many in one statement. That statement alone writes messages, turns and the rows they refer to,
-- and nothing takes those away from under them: checking each reference again was a third of its cost, and locked
-- rows of threads against the runners that claim them.
alter table messages
  drop constraint messages_organisation_id_fkey,
  drop constraint messages_thread_id_fkey;
alter table turns
  drop constraint turns_thread_id_fkey,
  drop constraint turns_message_id_fkey;

-- A turn has the id of its message; those that had their own are found through their thread.
alter table turns drop constraint turns_message_id_key;

-- The organisation with the fewest running turns is next, so that the flood of one does not delay another. Turns
-- that the code of an earlier release receives meanwhile wait as if they had an organisation of their own.
alter table turns add column organisation_id text not null default '';
update turns set organisation_id = threads.organisation_id from threads where threads.id = turns.thread_id;
create index threads_leased on threads (organisation_id) where lease_owner is not null;

-- What a thread came to before the turns that are still read in full, so that the next one costs the same however
-- many there were.
alter table threads
  add column summary text not null default '',
  add column summary_through bigint not null default 0;

-- A message that was taken back: its turn is run once more, to take back what is shown of it.
alter table turns
  add column withdrawn boolean not null default false,
  drop constraint turns_state_check,
  add constraint turns_state_check
    check (state in ('queued', 'running', 'done', 'failed', 'stopped', 'withdrawn'));
