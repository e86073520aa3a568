// What bodies about kept searches share. Source: shared spec "api", section 13.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "ports/saved_searches.h"
#include "roles/api/body.h"
#include "roles/api/call.h"

namespace picket::api {

inline constexpr std::size_t kMaxSearchName = 255;   ///< Characters.
inline constexpr std::size_t kMaxKeptQuery = 4096;   ///< Characters of a query.
inline constexpr std::int64_t kMaxSearchType = 100;  ///< Sentry has about ten.
/// What a kept search may be sorted by.
inline constexpr std::string_view kKeptSorts[] = {"date",  "new",    "freq",        "user",
                                                  "inbox", "trends", "recommended", "priority"};

/// `type`: issues when it is not there.
int read_search_type(Fields& fields);
/// The same of the query's parameter.
Answer<int> read_search_type(const Parameters& parameters);
std::string read_kept_query(Fields& fields);
/// A new one of the keeper's: type, query and sort. Without a name, and theirs alone.
ports::SavedSearch read_kept_search(const Call& call, UserId keeper, Fields& fields);
/// "date" when it is not there.
std::string read_kept_sort(Fields& fields);

boost::json::object saved_search_json(const ports::SavedSearch& search);

/// 403 for tokens of an organization: nothing is kept for them.
Answer<UserId> keeper_of(const Call& call);
/// Of the repository.
Problem not_kept(const ports::SavedSearch& search, const Error& error);

}  // namespace picket::api
