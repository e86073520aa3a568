// A span as the filters see it.
// Source: shared spec "ingest", sections 4.4 and 4.16.
#pragma once

#include <boost/json.hpp>

namespace picket::domain::filter {

/// A transaction with what the span's attributes say of release, name, URL, user agent and address.
/// Of version 2 (`attributes`: types and values) or 1 (`data`: values alone).
boost::json::object event_of_span(const boost::json::object& span);

}  // namespace picket::domain::filter
