// A search as people read it: what the program understood. Source: shared spec "search", section 8.
//
// key op value; "; " between filters that all hold, AND and OR where they are written. Dates that
// were written as ages are shown from now: first_seen >= now-14d.
#pragma once

#include <cstdint>
#include <string>

#include "domain/search/ast.h"

namespace picket::domain::search {

enum class Notation : std::uint8_t {
  by_shape,    ///< "foo prefix a", "foo pattern a.*b"; free text as it is written.
  as_written,  ///< "foo = a* (wildcard)".
};

std::string print(const Search& search, Notation notation = Notation::by_shape);
std::string print(const Filter& filter, Notation notation = Notation::by_shape);
std::string print(const Aggregate& aggregate);

/// As errors show it, too: name, tags[name], tags[name, number], name[*].
std::string to_text(const Key& key);

}  // namespace picket::domain::search
