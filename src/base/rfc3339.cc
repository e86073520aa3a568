#include "base/rfc3339.h"

#include <fmt/format.h>

namespace picket {
namespace {

/// Takes fixed pieces from the front of a text; once something does not fit, nothing does.
class Reader {
 public:
  explicit Reader(std::string_view text) noexcept : rest_(text) {}

  int digits(std::size_t count) noexcept {
    int value = 0;
    if (rest_.size() < count) return fail();
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  bool skip(std::string_view any_of) noexcept {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(std::string_view any_of) noexcept {
    if (!skip(any_of)) fail();
  }
  /// Microseconds of the digits after the point, rounded.
  int fraction() noexcept {
    constexpr int kDigits = 6;
    if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') return fail();
    int value = 0;
    int seen = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
         seen += seen <= kDigits) {
      const int digit = rest_.front() - '0';
      if (seen < kDigits) value = value * 10 + digit;
      if (seen == kDigits && digit >= 5) ++value;
      rest_.remove_prefix(1);
    }
    for (; seen < kDigits; ++seen) value *= 10;
    return value;
  }
  char front() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }
  bool finished() const noexcept { return ok_ && rest_.empty(); }
  int fail() noexcept {
    ok_ = false;
    rest_ = {};
    return 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

/// What the text adds to UTC; nullopt when out of range.
std::optional<std::chrono::minutes> read_offset(Reader& in) noexcept {
  if (in.skip("Zz") || in.front() == '\0') return std::chrono::minutes(0);
  const bool west = in.front() == '-';
  in.expect("+-");
  const int hours = in.digits(2);
  int minutes = 0;
  if (in.skip(":") || in.front() != '\0') minutes = in.digits(2);
  if (hours > 23 || minutes > 59) return std::nullopt;
  const std::chrono::minutes offset(hours * 60 + minutes);
  return west ? -offset : offset;
}

}  // namespace

std::optional<Timestamp> parse_rfc3339(std::string_view text) noexcept {
  Reader in(text);
  const std::chrono::year year(in.digits(4));
  in.expect("-");
  const std::chrono::month month(static_cast<unsigned>(in.digits(2)));
  in.expect("-");
  const std::chrono::year_month_day date(year, month,
                                         std::chrono::day(static_cast<unsigned>(in.digits(2))));
  in.expect("Tt ");
  const int hour = in.digits(2);
  in.expect(":");
  const int minute = in.digits(2);
  in.expect(":");
  const int second = in.digits(2);
  const int microseconds = in.skip(".") ? in.fraction() : 0;
  const auto offset = read_offset(in);
  if (!in.finished() || !date.ok() || hour > 23 || minute > 59 || second > 60 || !offset) {
    return std::nullopt;
  }
  return Timestamp(std::chrono::sys_days(date)) + std::chrono::hours(hour) +
         std::chrono::minutes(minute) + std::chrono::seconds(second) + Duration(microseconds) -
         *offset;
}

std::string format_rfc3339(Timestamp time, std::string_view zone) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  clock.hours().count(), clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds().count() != 0) text += fmt::format(".{:06}", clock.subseconds().count());
  return text.append(zone);
}

}  // namespace picket
