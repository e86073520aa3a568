#include "engine/in_flight_mark.h"

#include <fmt/format.h>

#include "base/ascii.h"

namespace picket::engine {
namespace {

constexpr std::string_view kVersion = "v1";

/// Takes "name=value" and the blank after it from the front of `rest`; nullopt when the name
/// differs.
std::optional<std::string_view> take_field(std::string_view& rest, std::string_view name) {
  const ascii::Split field = ascii::split_once(rest, ' ');
  const ascii::Split pair = ascii::split_once(field.head, '=');
  if (!pair.found || pair.head != name) return std::nullopt;
  rest = field.tail;
  return pair.tail;
}

bool take_number(std::string_view& rest, std::string_view name, std::int64_t& out) {
  const auto text = take_field(rest, name);
  const auto value = text ? ascii::parse_uint<std::uint64_t>(*text) : std::nullopt;
  if (!value || *value > static_cast<std::uint64_t>(INT64_MAX)) return false;
  out = static_cast<std::int64_t>(*value);
  return true;
}

}  // namespace

std::string to_text(const InFlightMark& mark) {
  return fmt::format("{} first={} next={} until={} deaths={} mode={} state={}", kVersion,
                     mark.first, mark.next, mark.until, mark.deaths,
                     mark.mode == InFlightMark::Mode::alone ? "alone" : "batch",
                     mark.state == InFlightMark::State::waiting ? "waiting" : "running");
}

std::optional<InFlightMark> parse_in_flight_mark(std::string_view text) {
  const ascii::Split version = ascii::split_once(text, ' ');
  if (version.head != kVersion) return std::nullopt;
  std::string_view rest = version.tail;
  InFlightMark mark;
  std::int64_t deaths = 0;
  if (!take_number(rest, "first", mark.first) || !take_number(rest, "next", mark.next) ||
      !take_number(rest, "until", mark.until) || !take_number(rest, "deaths", deaths)) {
    return std::nullopt;
  }
  const auto mode = take_field(rest, "mode");
  const auto state = take_field(rest, "state");
  if (!mode || !state || !rest.empty()) return std::nullopt;
  if (*mode != "alone" && *mode != "batch") return std::nullopt;
  if (*state != "waiting" && *state != "running") return std::nullopt;
  if (mark.first >= mark.next || mark.next > mark.until || deaths > 1'000'000) return std::nullopt;
  mark.deaths = static_cast<int>(deaths);
  mark.mode = *mode == "alone" ? InFlightMark::Mode::alone : InFlightMark::Mode::batch;
  mark.state = *state == "waiting" ? InFlightMark::State::waiting : InFlightMark::State::running;
  return mark;
}

}  // namespace picket::engine
