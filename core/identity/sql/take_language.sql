-- Who becomes another keeps the language that they chose, unless the other has chosen, too.
-- $1 the merged person, $2 the survivor
update person survivor set language = merged.language
from person merged
where merged.id = $1 and survivor.id = $2 and survivor.language is null and merged.language is not null
