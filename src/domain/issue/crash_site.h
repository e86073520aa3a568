// Where in the code an event happened, as titles and culprits name it.
// Source: shared spec "issues", sections 8.2 and 8.6; "grouping", section 11.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::domain {

inline constexpr std::size_t kMaxCulprit = 200;  ///< Characters.

/// The exception that the event is about: the one whose mechanism has this id (Grouping's
/// main_exception_id), else the last one. Null when there is none.
const boost::json::object* main_exception(const boost::json::object& event,
                                          std::optional<std::int64_t> id) noexcept;

/// Of the last exception, else of the event, else of the only thread: the last frame in the app
/// that has a usable function, else the last such frame. Null when there is none.
const boost::json::object* crash_frame(const boost::json::object& event) noexcept;

/// The frame's function without what differs between builds.
std::string function_name(const boost::json::object& frame, std::string_view event_platform);

/// `culprit` or `transaction` as sent, else from the last stack trace, else the request's URL.
std::string culprit_of(const boost::json::object& event);

/// At most `chars` characters, the last three of them dots when there were more.
std::string truncate(std::string_view text, std::size_t chars);

}  // namespace picket::domain
