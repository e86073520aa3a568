// Values of keys that say what their values must be: names of statuses, people, releases, ids.
// Source: shared spec "search", sections 4 to 6.
#pragma once

#include "domain/search/reading.h"

namespace picket::domain::search {

/// Whether the values are read as texts and then become what the rule makes of them, whatever the
/// type of the key.
bool reads_words(ValueRule rule) noexcept;

/// Turns the filter's texts into what the key's rule makes of them. `at`: the value's place.
Read<Filter> apply_rule(const KeyInfo& info, Filter filter, Span at);

/// `is:word`.
Read<Filter> read_is(const Reading& reading, const WrittenFilter& written);

/// A substatus without a status means that of the first one.
void add_implied_status(Group& root);

}  // namespace picket::domain::search
