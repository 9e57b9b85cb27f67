-- What is behind a post comes to its buyers as its seller sent it: a photo as a photo, a voice note as a voice note.
alter table paywall_file
  -- Null: as a file, to be opened.
  add column shown_as text check (shown_as in ('photo', 'video', 'animation', 'audio', 'voice')),
  -- `{platform, reference}`: what a platform knows it by that can send it once more without its content. The bytes remain what counts.
  add column known_as jsonb;
