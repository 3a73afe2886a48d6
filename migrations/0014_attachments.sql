-- The files that came with a message: what they are, as the platform told, and what is in them once a turn has fetched
-- it. Most messages have none.
alter table messages add column attachments jsonb;
