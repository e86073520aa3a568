// One function for each kind of security report: fills an event's interface object, message,
// culprit, tags and request. False when the report is not of that kind. The report is used up.
#pragma once

#include <boost/json.hpp>

namespace picket::domain::report {

/// Content security policy; the members of `csp-report` or of a report-to `body`.
bool fill_csp(boost::json::object& report, boost::json::object& event);
/// Public key pinning.
bool fill_hpkp(boost::json::object& report, boost::json::object& event);
/// The members of `expect-ct-report`.
bool fill_expect_ct(boost::json::object& report, boost::json::object& event);
/// The members of `expect-staple-report`.
bool fill_expect_staple(boost::json::object& report, boost::json::object& event);

}  // namespace picket::domain::report
