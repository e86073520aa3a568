// Tables and charts that are kept, as JSON. Source: shared spec "api", section 12.4.
#pragma once

#include <string_view>

#include <boost/json.hpp>

#include "ports/discover_queries.h"
#include "roles/api/call.h"

namespace picket::api {

/// The first is what a query has that names none.
inline constexpr std::string_view kSavedDatasets[] = {"error-events", "discover",
                                                      "transaction-like"};
inline constexpr std::string_view kSavedDisplays[] = {"default", "previous",  "top5",
                                                      "daily",   "dailytop5", "bar"};

ports::DiscoverQueryRepository& discover_queries_of(const Call& call);

/// The body of the request: projects, what is shown and how; the name unless it is a homepage's.
Answer<void> read_discover_body(const Call& call, ports::DiscoverQuery& query);

/// `creator`: user or null.
boost::json::object discover_query_json(const ports::DiscoverQuery& query,
                                        boost::json::value creator);

/// Of the repository.
Problem not_kept(const Error& error);

}  // namespace picket::api
