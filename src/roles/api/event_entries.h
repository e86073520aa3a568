// The entries of an event: its exceptions, threads, breadcrumbs, request and so on, each as
// {"type": T, "data": D}. Source: shared spec "api", section 9.4.
#pragma once

#include <string_view>
#include <vector>

#include <boost/json.hpp>

namespace picket::api {

struct Entry {
  std::string_view type;    ///< "exception", "request", ...
  std::string_view source;  ///< Key in the event, and so in its `_meta`.
  boost::json::object data;
};

/// Those that the event has, in Sentry's order. `event` is normalized; whatever in it has a shape
/// of its own is passed over.
std::vector<Entry> event_entries(const boost::json::object& event);

}  // namespace picket::api
