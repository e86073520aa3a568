// The kinds of cases by the names of their files, without ".jsonl" or ".json".
#include <algorithm>
#include <iterator>
#include <utility>

#include "runners.h"

namespace picket::conformance {
namespace {

constexpr std::pair<std::string_view, Runner> kCategories[] = {
    {"envelope_parse", run_envelope},
    {"event_normalize_full", run_event},
    {"filter_browser_extensions", run_browser_extension},
    {"filter_error_messages", run_error_message},
    {"filter_legacy_browsers", run_legacy_browser},
    {"filter_localhost", run_localhost},
    {"filter_origins", run_csp_source},
    {"filter_releases", run_release_filter},
    {"filter_web_crawlers", run_web_crawler},
    {"function_trim", run_function_trim},
    {"glob_patterns", run_glob},
    {"grouping_hashes", run_grouping},
    {"normalize_inline", run_normalize_step},
    {"origin_pattern_parse", run_origin_pattern},
    {"parameterization", run_parameterization},
    {"pii_datascrubbing", run_scrub_value},
    {"pii_rules", run_scrub_value},
    {"pii_text_rules", run_scrub_text},
    {"protocol_roundtrip", run_roundtrip},
    {"search_queries", run_search_query},
    {"security_reports", run_security_report},
    {"transaction_names", run_transaction_name},
};

}  // namespace

Runner find_runner(std::string_view category) noexcept {
  const auto* const found =
      std::find_if(std::begin(kCategories), std::end(kCategories),
                   [category](const auto& known) { return known.first == category; });
  return found == std::end(kCategories) ? nullptr : found->second;
}

}  // namespace picket::conformance
