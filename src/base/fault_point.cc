#include "base/fault_point.h"

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include <unistd.h>

#include "base/ascii.h"

namespace picket {
namespace {

enum class Action : std::uint8_t { kill, abort, fail, stall };

struct Armed {
  Armed(std::string n, Action a, std::int64_t nth)
      : name(std::move(n)), action(a), passages_left(nth) {}

  std::string name;
  Action action;
  std::atomic<std::int64_t> passages_left;
};

// A deque: elements hold atomics and must not move. Written before threads start, then only read.
std::deque<Armed>& armed_points() {
  static std::deque<Armed> points;
  return points;
}

std::optional<Action> parse_action(std::string_view text) {
  if (text == "kill") return Action::kill;
  if (text == "abort") return Action::abort;
  if (text == "fail") return Action::fail;
  if (text == "stall") return Action::stall;
  return std::nullopt;
}

}  // namespace

namespace detail {

std::atomic<bool> fault_points_armed{false};

bool pass_fault_point(std::string_view name) noexcept {
  for (Armed& point : armed_points()) {
    if (point.name != name) continue;
    const std::int64_t left = --point.passages_left;
    if (left > 0 || (left < 0 && point.action != Action::stall)) continue;
    switch (point.action) {
      case Action::kill:
        ::kill(::getpid(), SIGKILL);
        ::pause();
        break;
      case Action::abort:
        std::abort();
      case Action::fail:
        return true;
      case Action::stall:
        for (;;) ::pause();
    }
  }
  return false;
}

}  // namespace detail

bool arm_fault_points(std::string_view spec) {
  struct Parsed {
    std::string name;
    Action action;
    std::int64_t nth;
  };
  std::deque<Parsed> parsed;
  while (!spec.empty()) {
    const ascii::Split entry = ascii::split_once(spec, ',');
    spec = entry.tail;
    const ascii::Split name_rest = ascii::split_once(entry.head, '=');
    const ascii::Split action_nth = ascii::split_once(name_rest.tail, '@');
    const auto action = parse_action(action_nth.head);
    const auto nth = action_nth.found ? ascii::parse_uint<std::uint32_t>(action_nth.tail) : 1U;
    if (name_rest.head.empty() || !action || !nth || *nth == 0) return false;
    parsed.push_back({std::string(name_rest.head), *action, *nth});
  }
  auto& points = armed_points();
  points.clear();
  for (const Parsed& p : parsed) points.emplace_back(p.name, p.action, p.nth);
  detail::fault_points_armed = !points.empty();
  return true;
}

}  // namespace picket
