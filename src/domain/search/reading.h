// What the parts of the second stage share: what a query's written filters become.
#pragma once

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "domain/search/ast.h"
#include "domain/search/config.h"
#include "domain/search/error.h"
#include "domain/search/syntax.h"

namespace picket::domain::search {

template <class T>
using Read = Result<T, SearchError>;

/// The query that is read, for as long as that takes.
struct Reading {
  std::string_view query;
  const SearchConfig& config;
  Timestamp now;

  std::string_view text(Span span) const noexcept {
    return query.substr(span.begin, span.end - span.begin);
  }
};

/// A key with what the tables say of it; null: it is in none.
struct ResolvedKey {
  Key key;
  const KeyInfo* info = nullptr;
};

/// "Invalid key for this search" when the search does not allow it.
Read<ResolvedKey> resolve_key(const Reading& reading, const WrittenKey& written);

/// What stands in quotes, or without: \" is a quote. Not in quotes, one without a backslash is an
/// error.
Read<std::string> read_text(const Reading& reading, Span value);

}  // namespace picket::domain::search
