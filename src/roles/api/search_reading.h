// A `query` as questions to the stores: read, and divided between them.
#pragma once

#include <cstddef>
#include <string_view>

#include "domain/search/condition.h"
#include "domain/search/config.h"
#include "domain/search/plan.h"
#include "roles/api/call.h"

namespace picket::api {

/// Releases that one filter on a part of their names may mean: a store compares each event with
/// all of them.
inline constexpr std::size_t kMaxMeantReleases = 1000;
/// Releases of the projects that are looked through for them.
inline constexpr std::size_t kMaxReadReleases = 20'000;

/// Without blanks around it.
std::string_view trimmed_query(std::string_view query) noexcept;

/// Blanks around the query do not count. Names are left as they are: see search_names.h. Filters
/// on parts of releases become filters on the releases of the call's projects. A query that cannot
/// be read is a 400 whose body has `at` beside `detail`: {start, end}, the piece of the trimmed
/// query that is wrong, in characters from 0.
Answer<domain::search::Plan> read_search(const Call& call, std::string_view query,
                                         const domain::search::SearchConfig& config);

/// 400 with why a store would refuse the conditions: too many of something, or a regex that is
/// none.
Answer<void> check_search(const domain::search::EventGroup& conditions);

}  // namespace picket::api
