#include "protocol/outcome.h"

#include <array>
#include <utility>

namespace picket::protocol {
namespace {

constexpr std::array<std::pair<Outcome, std::string_view>, 9> kOutcomes = {{
    {Outcome::accepted, "accepted"},
    {Outcome::filtered, "filtered"},
    {Outcome::rate_limited, "rate_limited"},
    {Outcome::invalid, "invalid"},
    {Outcome::abuse, "abuse"},
    {Outcome::client_discard, "client_discard"},
    {Outcome::cardinality_limited, "cardinality_limited"},
    {Outcome::lost, "lost"},
    {Outcome::pending, "pending"},
}};

constexpr std::array<std::pair<Category, std::string_view>, 39> kCategories = {{
    {Category::unknown, "unknown"},
    {Category::default_, "default"},
    {Category::error, "error"},
    {Category::transaction, "transaction"},
    {Category::security, "security"},
    {Category::attachment, "attachment"},
    {Category::session, "session"},
    {Category::profile, "profile"},
    {Category::replay, "replay"},
    {Category::transaction_processed, "transaction_processed"},
    {Category::transaction_indexed, "transaction_indexed"},
    {Category::monitor, "monitor"},
    {Category::profile_indexed, "profile_indexed"},
    {Category::span, "span"},
    {Category::monitor_seat, "monitor_seat"},
    {Category::user_report_v2, "feedback"},
    {Category::metric_bucket, "metric_bucket"},
    {Category::span_indexed, "span_indexed"},
    {Category::profile_duration, "profile_duration"},
    {Category::profile_chunk, "profile_chunk"},
    {Category::metric_second, "metric_second"},
    {Category::replay_video, "replay_video"},
    {Category::uptime, "uptime"},
    {Category::attachment_item, "attachment_item"},
    {Category::log_item, "log_item"},
    {Category::log_byte, "log_byte"},
    {Category::profile_duration_ui, "profile_duration_ui"},
    {Category::profile_chunk_ui, "profile_chunk_ui"},
    {Category::seer_autofix, "seer_autofix"},
    {Category::seer_scanner, "seer_scanner"},
    {Category::prevent_user, "prevent_user"},
    {Category::prevent_review, "prevent_review"},
    {Category::size_analysis, "size_analysis"},
    {Category::installable_build, "installable_build"},
    {Category::trace_metric, "trace_metric"},
    {Category::seer_user, "seer_user"},
    {Category::profile_backend, "profile_backend"},
    {Category::profile_ui, "profile_ui"},
    {Category::trace_metric_byte, "trace_metric_byte"},
}};

template <class Table, class Key>
constexpr std::string_view name_of(const Table& table, Key key) noexcept {
  for (const auto& [k, name] : table) {
    if (k == key) return name;
  }
  return "unknown";
}

}  // namespace

std::string_view to_string(Outcome outcome) noexcept {
  return name_of(kOutcomes, outcome);
}
std::string_view to_string(Category category) noexcept {
  return name_of(kCategories, category);
}

std::optional<Outcome> parse_outcome(std::string_view name) noexcept {
  for (const auto& [outcome, text] : kOutcomes) {
    if (text == name) return outcome;
  }
  return std::nullopt;
}

Category parse_category(std::string_view name) noexcept {
  if (name == "user_report_v2") return Category::user_report_v2;
  for (const auto& [category, text] : kCategories) {
    if (text == name) return category;
  }
  return Category::unknown;
}

}  // namespace picket::protocol
