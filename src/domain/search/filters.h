// One written filter, or free text, with its meaning. Source: shared spec "search", sections 2
// and 3.
#pragma once

#include <optional>
#include <vector>

#include "domain/search/reading.h"

namespace picket::domain::search {

/// Filters and functions, all of which hold.
Read<std::vector<Expression>> read_filter(const Reading& reading, const WrittenFilter& written);

/// Words without a key, as they are; nullopt for none.
std::optional<Filter> read_free_text(std::string_view text);
/// A term of kind text or quoted_text.
Read<std::optional<Filter>> read_text_term(const Reading& reading, const Term& term);

}  // namespace picket::domain::search
