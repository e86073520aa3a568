#include "adapters/blob_segment/place.h"

#include <chrono>

#include <fmt/format.h>

#include "base/ascii.h"

namespace picket::adapters {
namespace {

constexpr std::string_view kSuffix = ".seg";

constexpr std::uint64_t halves(std::uint32_t upper, std::uint32_t lower) noexcept {
  return (std::uint64_t{upper} << 32U) | lower;
}
constexpr std::uint32_t upper_half(std::uint64_t both) noexcept {
  return static_cast<std::uint32_t>(both >> 32U);
}
constexpr std::uint32_t lower_half(std::uint64_t both) noexcept {
  return static_cast<std::uint32_t>(both);
}

}  // namespace

domain::BlobRef to_ref(const BlobPlace& place) noexcept {
  return {halves(place.file.day, place.file.number), halves(place.salt, place.position),
          place.size};
}

BlobPlace place_of(const domain::BlobRef& ref) noexcept {
  return {{upper_half(ref.container), lower_half(ref.container)},
          upper_half(ref.offset),
          lower_half(ref.offset),
          ref.size};
}

std::string day_name(std::uint32_t day) {
  using namespace std::chrono;
  const year_month_day date{sys_days(days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::uint32_t> day_of(std::string_view name) {
  using namespace std::chrono;
  if (name.size() != 10 || name[4] != '-' || name[7] != '-') return std::nullopt;
  const auto y = ascii::parse_uint<std::uint16_t>(name.substr(0, 4));
  const auto m = ascii::parse_uint<std::uint8_t>(name.substr(5, 2));
  const auto d = ascii::parse_uint<std::uint8_t>(name.substr(8, 2));
  if (!y || !m || !d) return std::nullopt;
  const year_month_day date{year(*y), month(*m), day(*d)};
  if (!date.ok() || date < year_month_day(sys_days{})) return std::nullopt;
  return static_cast<std::uint32_t>(sys_days(date).time_since_epoch().count());
}

std::string file_name(std::uint32_t number) {
  return fmt::format("{:08}{}", number, kSuffix);
}

std::optional<std::uint32_t> number_of(std::string_view name) {
  if (!name.ends_with(kSuffix)) return std::nullopt;
  const auto number =
      ascii::parse_uint<std::uint32_t>(name.substr(0, name.size() - kSuffix.size()));
  if (!number || *number == 0 || file_name(*number) != name) return std::nullopt;
  return number;
}

}  // namespace picket::adapters
