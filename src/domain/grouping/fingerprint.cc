#include "domain/grouping/fingerprint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/grouping/fingerprint_variables.h"
#include "domain/grouping/json_read.h"

namespace picket::domain::grouping {
namespace {

namespace json = boost::json;

/// Below this a double is exact to one.
constexpr double kMostExact = 9007199254740992.0;  // 2^53

template <class Int>
std::string_view decimal(Int number, Arena& arena) {
  std::array<char, 24> text;
  const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number);
  return arena.copy({text.data(), static_cast<std::size_t>(end - text.data())});
}

Text entry_text(const json::value& value, Arena& arena) {
  if (const Text text = as_text(value)) return text;
  if (const bool* flag = value.if_bool()) return *flag ? "True" : "False";
  if (const std::int64_t* number = value.if_int64()) return decimal(*number, arena);
  if (const std::uint64_t* number = value.if_uint64()) return decimal(*number, arena);
  if (const double* number = value.if_double(); number && std::abs(*number) < kMostExact) {
    return decimal(static_cast<std::int64_t>(*number), arena);
  }
  return std::nullopt;
}

std::vector<std::string_view> sent_entries(const json::object& event, Arena& arena) {
  std::vector<std::string_view> entries;
  const json::value* const value = event.if_contains("fingerprint");
  const json::array* const list = value == nullptr ? nullptr : value->if_array();
  if (list == nullptr) return entries;
  const std::size_t count = std::min(list->size(), kMostFingerprintEntries);
  for (std::size_t i = 0; i < count; ++i) {
    if (const Text entry = entry_text((*list)[i], arena)) entries.push_back(*entry);
  }
  return entries;
}

/// Entries that are a message of the event, each message parameterized once: a fingerprint may name
/// one of 8 KiB in every entry.
class Messages {
 public:
  explicit Messages(const Run& run) : run_(run) {}

  std::string_view parameterized(std::string_view entry) {
    for (const auto& [text, done] : done_) {
      if (text.data() == entry.data() && text.size() == entry.size()) return done;
    }
    return done_.emplace_back(entry, parameterize_message(entry, run_)).second;
  }

 private:
  const Run& run_;
  std::vector<std::pair<std::string_view, std::string_view>> done_;
};

}  // namespace

Fingerprint read_fingerprint(Run& run) {
  Fingerprint fingerprint;
  const std::vector<std::string_view> sent = sent_entries(*run.event.json, run.arena);
  fingerprint.matched = match_fingerprint_rule(run);
  const bool replaced =
      fingerprint.matched.rule != nullptr && !fingerprint.matched.rule->fingerprint.empty();
  const std::vector<std::string_view> entries =
      replaced ? std::vector<std::string_view>(fingerprint.matched.rule->fingerprint.begin(),
                                               fingerprint.matched.rule->fingerprint.end())
               : sent;

  Messages messages(run);
  bool has_default = false;
  for (const std::string_view entry : entries) {
    const Text name = variable_name(entry);
    if (name == "default") {
      has_default = true;
      fingerprint.entries.push_back(kDefaultEntry);
    } else {
      const std::string_view text = name ? resolve_variable(*name, entry, run) : entry;
      fingerprint.entries.push_back(messages.parameterized(text));
    }
  }

  if (has_default) {
    fingerprint.kind =
        fingerprint.entries.size() == 1 ? FingerprintKind::plain : FingerprintKind::hybrid;
  } else if (!fingerprint.entries.empty()) {
    fingerprint.kind = FingerprintKind::custom;
  }
  return fingerprint;
}

}  // namespace picket::domain::grouping
