// The parts of an event's JSON that are neither plain text nor entries: user, tags, contexts,
// processing errors. Source: shared spec "api", section 9.3.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "domain/event/row.h"

namespace picket::api {

/// All keys present, null if unknown; null when the event has no user.
boost::json::value user_json(const boost::json::object& event);
/// What the row still knows when the event itself expired.
boost::json::value user_of_row(const domain::EventRow& row);
/// [{key, value, query~}], sorted by key. `query` is there where a tag is searched by another name.
boost::json::array tags_json(const domain::EventRow& row);
/// How a tag with that value is searched: user.id:"u-77".
std::string tag_filter(std::string_view key, std::string_view value);
/// Each with its `type`; null ones left out.
boost::json::object contexts_json(const boost::json::object& event);
/// {name, version} or null.
boost::json::value sdk_json(const boost::json::object& event);
/// [{type, message, data}] without those about breadcrumbs, extra and frames, as Sentry hides them.
boost::json::array errors_json(const boost::json::object& event);
/// The message as the SDK formatted it; "".
std::string_view message_text(const boost::json::object& event) noexcept;

}  // namespace picket::api
