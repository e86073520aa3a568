// Variables of GraphQL requests, and what a response says about them.
// Source: shared spec "ingest", section 4.6 (engine, 11).
#pragma once

#include <boost/json.hpp>

namespace picket::domain::scrub {

void scrub_graphql(boost::json::object& event);

}  // namespace picket::domain::scrub
