-- Lists are sorted by the times of all Experts, which stand behind long texts in their rows.

create index experts_by_change on experts (name, version, updated_at);
