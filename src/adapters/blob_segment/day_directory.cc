#include "adapters/blob_segment/day_directory.h"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace picket::adapters {
namespace {

constexpr std::string_view kSuffix = ".seg";
constexpr std::size_t kDigits = 20;

template <class Number>
std::optional<Number> parse_digits(std::string_view text) {
  Number number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string day_name(std::uint32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::uint32_t> parse_day_name(std::string_view name) {
  using namespace std::chrono;
  if (name.size() != 10) return std::nullopt;
  const auto y = parse_digits<unsigned>(name.substr(0, 4));
  const auto m = parse_digits<unsigned>(name.substr(5, 2));
  const auto d = parse_digits<unsigned>(name.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date(year(static_cast<int>(*y)), month(*m), day(*d));
  if (!date.ok() || *y < 1970) return std::nullopt;
  const auto number = static_cast<std::uint32_t>(sys_days(date).time_since_epoch().count());
  // Also refuses other separators.
  return day_name(number) == name ? std::optional(number) : std::nullopt;
}

std::string blob_file_name(std::uint32_t number) {
  return fmt::format("{:020}{}", base_of_file(number), kSuffix);
}

std::optional<std::uint32_t> parse_blob_file_name(std::string_view name) {
  if (name.size() != kDigits + kSuffix.size() || !name.ends_with(kSuffix)) return std::nullopt;
  const auto base = parse_digits<std::uint64_t>(name.substr(0, kDigits));
  if (!base || (*base & 0xffffffffU) != 0) return std::nullopt;
  return static_cast<std::uint32_t>(*base >> 32U);
}

}  // namespace picket::adapters
