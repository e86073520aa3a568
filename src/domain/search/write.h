// A search as a query again: parsed with the same configuration and time it is the same search, but
// for how it was written (free text becomes a filter on `message`, ages and units their smallest).
#pragma once

#include <string>

#include "domain/search/ast.h"

namespace picket::domain::search {

std::string write_query(const Search& search);
std::string write_query(const Filter& filter);

}  // namespace picket::domain::search
