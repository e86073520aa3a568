// `_meta` with the pieces of each text that something was removed from: what was left, and what
// stands for the rest. Source: shared spec "api", section 9.3; sentry-relay's split_chunks.
#pragma once

#include <boost/json.hpp>

namespace picket::api {

/// `meta` as it is stored for `value`, plus `chunks` beside the `rem` of every text. Remarks whose
/// range is not inside the text end the list of its pieces.
boost::json::object meta_with_chunks(const boost::json::object& value,
                                     const boost::json::object& meta);

}  // namespace picket::api
