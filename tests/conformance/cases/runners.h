// What a case of each kind asks of us. A runner per file; categories.cc says which file names are
// whose.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

namespace picket::conformance {

/// nullopt: passed. Else what is wrong, in a few lines.
using Verdict = std::optional<std::string>;

/// One case of a file: `name`, `input`, `expected` and what else its category has. May throw what
/// Boost.JSON throws at a case that has another form; that is a failure with the reason.
using Runner = Verdict (*)(const boost::json::object& line);

Verdict run_browser_extension(const boost::json::object& line);
Verdict run_csp_source(const boost::json::object& line);
Verdict run_envelope(const boost::json::object& line);
Verdict run_error_message(const boost::json::object& line);
Verdict run_event(const boost::json::object& line);
Verdict run_function_trim(const boost::json::object& line);
Verdict run_glob(const boost::json::object& line);
Verdict run_grouping(const boost::json::object& line);
Verdict run_legacy_browser(const boost::json::object& line);
Verdict run_localhost(const boost::json::object& line);
Verdict run_normalize_step(const boost::json::object& line);
Verdict run_origin_pattern(const boost::json::object& line);
Verdict run_parameterization(const boost::json::object& line);
Verdict run_release_filter(const boost::json::object& line);
Verdict run_roundtrip(const boost::json::object& line);
Verdict run_scrub_text(const boost::json::object& line);
Verdict run_scrub_value(const boost::json::object& line);
Verdict run_search_query(const boost::json::object& line);
Verdict run_security_report(const boost::json::object& line);
Verdict run_transaction_name(const boost::json::object& line);
Verdict run_web_crawler(const boost::json::object& line);

/// Null for a category that nobody here knows.
Runner find_runner(std::string_view category) noexcept;

}  // namespace picket::conformance
