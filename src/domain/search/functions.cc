#include "domain/search/functions.h"

#include <algorithm>
#include <iterator>

namespace picket::domain::search {
namespace {

constexpr FunctionInfo kFunctions[] = {
    {"any", 1, 1, std::nullopt, "Some value of a field"},
    {"apdex", 0, 1, ValueType::number, "Share of users whose transactions were fast enough"},
    {"avg", 0, 1, std::nullopt, "Mean of a field"},
    {"count", 0, 0, ValueType::number, "Number of events"},
    {"count_if", 3, 3, ValueType::number, "Number of events that meet a condition"},
    {"count_miserable", 1, 2, ValueType::number, "Number of users who waited too long"},
    {"count_unique", 1, 1, ValueType::number, "Number of distinct values of a field"},
    {"count_web_vitals", 2, 2, ValueType::number, "Number of page loads of a quality"},
    {"epm", 0, 1, ValueType::number, "Events per minute"},
    {"eps", 0, 1, ValueType::number, "Events per second"},
    {"failure_count", 0, 0, ValueType::number, "Number of events that nobody handled"},
    {"failure_rate", 0, 0, ValueType::percentage, "Share of events that nobody handled"},
    {"http_error_count", 0, 0, ValueType::number, "Number of answers with status 5xx"},
    {"last_seen", 0, 0, ValueType::date, "When the newest event happened"},
    {"latest_event", 0, 0, ValueType::text, "Id of the newest event"},
    {"max", 1, 1, std::nullopt, "Largest value of a field"},
    {"min", 1, 1, std::nullopt, "Smallest value of a field"},
    {"p100", 0, 1, std::nullopt, "Largest value of a field"},
    {"p50", 0, 1, std::nullopt, "Median of a field"},
    {"p75", 0, 1, std::nullopt, "75th percentile of a field"},
    {"p90", 0, 1, std::nullopt, "90th percentile of a field"},
    {"p95", 0, 1, std::nullopt, "95th percentile of a field"},
    {"p99", 0, 1, std::nullopt, "99th percentile of a field"},
    {"percentile", 2, 2, std::nullopt, "A percentile of a field"},
    {"percentile_range", 4, 4, ValueType::duration, "A percentile of a part of the time"},
    {"performance_score", 1, 1, ValueType::number, "Score of a web vital"},
    {"sum", 1, 1, std::nullopt, "Sum of a field"},
    {"tpm", 0, 1, ValueType::number, "Transactions per minute"},
    {"tps", 0, 1, ValueType::number, "Transactions per second"},
    {"user_misery", 0, 1, ValueType::number, "How many users waited too long, from 0 to 1"},
};

}  // namespace

std::span<const FunctionInfo> functions() noexcept {
  return kFunctions;
}

const FunctionInfo* find_function(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(std::begin(kFunctions), std::end(kFunctions),
                   [name](const FunctionInfo& known) { return known.name == name; });
  return found == std::end(kFunctions) ? nullptr : found;
}

bool is_function(std::string_view name) noexcept {
  return find_function(name) != nullptr;
}

}  // namespace picket::domain::search
