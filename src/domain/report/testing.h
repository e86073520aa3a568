// What tests of reports share: an event's attributes as text.
#pragma once

#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "domain/report/report.h"
#include "protocol/json.h"

namespace picket::domain::report {

/// The event as JSON, "error N" when there is none.
inline std::string shown(const Result<boost::json::object, ReportError>& event) {
  if (!event) return "error " + std::to_string(static_cast<int>(event.error()));
  std::string text;
  protocol::write_json(*event, text);
  return text;
}

/// At a JSON pointer; "absent" when there is nothing.
inline std::string at(const Result<boost::json::object, ReportError>& event,
                      std::string_view pointer) {
  if (!event) return shown(event);
  const boost::json::value root(*event);
  boost::system::error_code error;
  const boost::json::value* const found = root.find_pointer(pointer, error);
  if (found == nullptr) return "absent";
  std::string text;
  protocol::write_json(*found, text);
  return text;
}

inline Result<boost::json::object, ReportError> security(std::string_view report) {
  return event_from_security_report(report, {});
}

}  // namespace picket::domain::report
